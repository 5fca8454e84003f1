/**
 * A scenario: what users do and what goes wrong, as plain data that can be saved, compared, shrunk
 * and pasted. This file is its types; `scenario-file.ts` reads and writes it as YAML.
 *
 * References are symbolic ("the second pod of web") and times are relative to the step before, so
 * that every part of a scenario can be left out without making the rest invalid.
 */
import type {
  IntOrString,
  Kind,
  Labels,
  PodDisruptionBudget,
  SelectorRequirement,
  Service,
  Taint,
  Toleration,
  WorkloadKind,
} from './kubernetes.ts';
import type { PodBehaviour } from './behaviour.ts';
import type { Edits } from './json-patch.ts';

/** Virtual or wall-clock milliseconds. */
export type Millis = number;

/** Version of the scenario file's shape; bumped on any change of meaning. */
export const scenarioFormat = 1;

export interface Scenario {
  readonly format: typeof scenarioFormat;
  /** Only on saved scenarios: what it shows. */
  readonly title?: string;
  /** Every choice that the adapter makes (interleaving, lags, delays) comes from here. */
  readonly seed: number;
  /** The nodes that exist from the start; DaemonSets need them to differ. */
  readonly nodes: readonly NodeShape[];
  /** Users and trouble in one list: their interleaving is the point. */
  readonly steps: readonly Step[];
}

export interface NodeShape {
  readonly labels?: Labels;
  readonly taints?: readonly Taint[];
}

export type Step = { readonly after: Millis } & (
  | { readonly command: Command }
  | { readonly fault: Fault }
);

/** The nth live object of a kind in creation order (a StatefulSet's pods: by ordinal), modulo how
 * many there are; none: the step is skipped. `of` is the name of a workload of the scenario, and
 * then only what it owns (directly or through a ReplicaSet) counts. */
export interface Ref {
  readonly kind: Kind;
  readonly of?: string;
  readonly pick: number;
}

/** What users do: Kubernetes verbs on Kubernetes kinds. */
export type Command =
  | CreateCommand
  | PlantCommand
  /** Changes any fields of any object, or of its status: what is refused is part of the point. */
  | {
      readonly verb: 'edit';
      readonly target: Ref;
      readonly set: Edits;
      readonly subresource?: 'status';
    }
  /** A change of the workload's spec: what is named is replaced, `null` removes a field. */
  | { readonly verb: 'patch'; readonly target: Ref; readonly change: SpecChange }
  /** Through the scale subresource. */
  | { readonly verb: 'scale'; readonly target: Ref; readonly replicas: number }
  | {
      readonly verb: 'delete';
      readonly target: Ref;
      readonly propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
    }
  /** What `kubectl rollout undo` does: brings an earlier template back, the one before the newest
   * if no revision is named. */
  | { readonly verb: 'rollout-undo'; readonly target: Ref; readonly toRevision?: number }
  /** What `kubectl rollout restart` does: notes the time in the template. */
  | { readonly verb: 'rollout-restart'; readonly target: Ref }
  /** Sets labels on any object; `null` removes one. Orphans pods, changes nodes' eligibility. */
  | {
      readonly verb: 'label';
      readonly target: Ref;
      readonly labels: Readonly<Record<string, string | null>>;
    }
  /** Replaces a node's taints (those that Kubernetes itself keeps stay). */
  | { readonly verb: 'taint'; readonly target: Ref; readonly taints: readonly Taint[] }
  | { readonly verb: 'add-node'; readonly node: NodeShape }
  | { readonly verb: 'remove-node'; readonly target: Ref }
  | CreateServiceCommand
  | CreateBudgetCommand;

export type CreateCommand = {
  readonly verb: 'create';
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly spec: WorkloadSpec;
  /** Changes of the manifest before it is sent, for what no `spec` above can say. */
  readonly set?: Edits;
};

/** Fields of a Service under their wire names; what is left out takes Kubernetes' own default. */
export type CreateServiceCommand = {
  readonly verb: 'create-service';
  readonly name: string;
  readonly spec: Pick<
    Service['spec'],
    'selector' | 'clusterIP' | 'publishNotReadyAddresses' | 'ports'
  >;
};

/** A PodDisruptionBudget, under its wire names. */
export type CreateBudgetCommand = {
  readonly verb: 'create-budget';
  readonly name: string;
  readonly spec: PodDisruptionBudget['spec'];
};

/** Creates an object that otherwise only controllers make; it goes with the scenario. */
export type PlantCommand = {
  readonly verb: 'plant';
  readonly kind: PlantedKind;
  readonly name: string;
  /** Of the object and, for a ReplicaSet, of its selector and its pods; without any, it is labelled
   * as the workload of its own name would be. */
  readonly labels?: Labels;
  /** Of a Pod its own, of a ReplicaSet that of its pods; a plain one where absent. */
  readonly template?: TemplateSpec;
  /** What it names as its controller; absent: it is an orphan. */
  readonly owner?: Ref;
  /** Changes of the manifest before it is sent. */
  readonly set?: Edits;
};

export const plantedKinds = [
  'ReplicaSet',
  'ControllerRevision',
  'Pod',
  'PersistentVolumeClaim',
] as const;
export type PlantedKind = (typeof plantedKinds)[number];

/** What goes wrong. Every fault ends: at once, or after `for` milliseconds, or when healed. */
export type Fault =
  /** An ordinary delete of a pod, with its grace period. */
  | { readonly fault: 'PodDeleted'; readonly target: Ref }
  /** A delete with grace period 0. */
  | { readonly fault: 'PodForceDeleted'; readonly target: Ref }
  /** The Eviction API. */
  | { readonly fault: 'PodEvicted'; readonly target: Ref }
  /** The pod ends in phase Failed. */
  | { readonly fault: 'PodFailed'; readonly target: Ref }
  /** The pod ends in phase Succeeded. */
  | { readonly fault: 'PodSucceeded'; readonly target: Ref }
  /** The pod's container restarts: not Ready, restartCount one higher, then Ready again. */
  | { readonly fault: 'PodCrash'; readonly target: Ref; readonly for: Millis }
  | { readonly fault: 'PodNotReady'; readonly target: Ref; readonly for: Millis }
  /** `spec.unschedulable`, and its taint. */
  | { readonly fault: 'NodeCordoned'; readonly target: Ref; readonly for: Millis }
  /** The node's kubelet stops reporting. */
  | { readonly fault: 'NodeNotReady'; readonly target: Ref; readonly for: Millis }
  /** A ResourceQuota allows so many pods in all, and refuses any further one. */
  | { readonly fault: 'PodQuota'; readonly pods: number; readonly for: Millis }
  /** The component is killed and comes back with empty caches and queues. */
  | { readonly fault: 'ControllerRestart'; readonly component: Component; readonly for: Millis }
  /** The component sees nothing new. */
  | { readonly fault: 'StaleCache'; readonly component: Component; readonly for: Millis }
  /** The API server answers no controller. On a cluster kubelets still reach it, on the model
   * nobody but the suite does. */
  | { readonly fault: 'ApiUnavailable'; readonly for: Millis };

export const components = [
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
] as const;
/** A controller that faults may single out; on a real control plane they share one process. */
export type Component = (typeof components)[number];

/** The fields of a workload that some requirement talks about, under their wire names. Which of
 * them a kind has is checked when a scenario is read and when its manifest is made. */
export interface WorkloadSpec {
  readonly template: TemplateSpec;
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  /** Deployment. */
  readonly strategy?: {
    readonly type: 'RollingUpdate' | 'Recreate';
    readonly rollingUpdate?: RollingUpdate;
  };
  readonly progressDeadlineSeconds?: number;
  readonly paused?: boolean;
  /** StatefulSet and DaemonSet. */
  readonly updateStrategy?: {
    readonly type: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: RollingUpdate & { readonly partition?: number };
  };
  /** StatefulSet. */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly serviceName?: string;
  readonly ordinals?: { readonly start: number };
  /** Names of the claim templates. */
  readonly volumeClaimTemplates?: readonly string[];
  readonly persistentVolumeClaimRetentionPolicy?: {
    readonly whenDeleted?: 'Retain' | 'Delete';
    readonly whenScaled?: 'Retain' | 'Delete';
  };
}

export interface RollingUpdate {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}

/** A pod template: which revision it is, how its pods behave, where they may run. */
export interface TemplateSpec {
  /** A short name; the image tag is made of it. Two templates with one name and the same other
   * fields are one revision. */
  readonly revision: string;
  readonly behaviour?: Partial<PodBehaviour>;
  readonly labels?: Labels;
  readonly terminationGracePeriodSeconds?: number;
  readonly nodeSelector?: Labels;
  /** Required node affinity: alternatives, each a list of requirements. */
  readonly nodeAffinity?: readonly (readonly SelectorRequirement[])[];
  readonly tolerations?: readonly Toleration[];
  readonly hostNetwork?: boolean;
}

/** A partial WorkloadSpec; a field that is `null` is removed. */
export type SpecChange = {
  readonly [F in keyof WorkloadSpec]?: WorkloadSpec[F] | null;
};

/** Is this step a command, and if so which? */
export function commandOf(step: Step): Command | undefined {
  return 'command' in step ? step.command : undefined;
}

/** Does it stop the controllers, or take the API server from them? Whoever shares a control plane
 * with it notices. (A stale cache lags no longer than every target's caches may.) */
export function holdsUpControllers({ steps }: Scenario): boolean {
  return steps.some((step) => {
    const fault = faultOf(step)?.fault;
    return fault === 'ControllerRestart' || fault === 'ApiUnavailable';
  });
}

/** Is this step a fault, and if so which? */
export function faultOf(step: Step): Fault | undefined {
  return 'fault' in step ? step.fault : undefined;
}
