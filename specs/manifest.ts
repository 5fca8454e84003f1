/**
 * From the small WorkloadSpec of a scenario to what is sent to an API server: the full manifest for
 * a create, a JSON patch for a change. The one place that knows the pod template's boilerplate.
 */
import { annotationsOf, defaultBehaviour } from './behaviour.ts';
import type {
  ClaimTemplate,
  Labels,
  OwnerReference,
  PodTemplate,
  WorkloadKind,
} from './kubernetes.ts';
import { apiVersions } from './kubernetes.ts';
import { edited } from './json-patch.ts';
import type { PatchOperation } from './json-patch.ts';
import type {
  CreateBudgetCommand,
  CreateCommand,
  CreateServiceCommand,
  PlantedKind,
  SpecChange,
  TemplateSpec,
  WorkloadSpec,
} from './scenario.ts';

/** Where a scenario's objects live. */
export interface Placement {
  readonly namespace: string;
  /** Confines pods to the scenario's own nodes: the value of their `plimsoll.dev/pool` label. */
  readonly pool: string;
  /** The image without its tag; the revision becomes the tag. */
  readonly image: string;
}

/** The label on every node of a scenario, and in every pod template's node selector. */
export const poolLabel = 'plimsoll.dev/pool';
/** The label by which a workload selects its pods. */
export const workloadLabel = 'plimsoll.dev/workload';
/** The label on everything that the suite creates, by which it is found again and removed. */
export const managedLabel = 'app.kubernetes.io/managed-by';

/** An object before the API server has seen it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: WorkloadKind | PlantedKind | 'Service' | 'PodDisruptionBudget' | 'ResourceQuota';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Labels;
    readonly annotations?: Labels;
    readonly ownerReferences?: readonly OwnerReference[];
  };
  /** Absent from a ControllerRevision, which has `data` and `revision` instead. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The manifest that a `create` command stands for. */
export function manifestOf(command: CreateCommand, placement: Placement): Manifest {
  const { kind, name, spec } = command;
  const { template, volumeClaimTemplates, ...plain } = spec;
  const manifest: Manifest = {
    apiVersion: apiVersions[kind],
    kind,
    metadata: {
      name,
      namespace: placement.namespace,
      labels: { [workloadLabel]: name, [managedLabel]: 'plimsoll' },
    },
    spec: {
      ...plain,
      ...(kind === 'StatefulSet' && { serviceName: spec.serviceName ?? name }),
      ...(volumeClaimTemplates && {
        volumeClaimTemplates: volumeClaimTemplates.map(claimTemplateOf),
      }),
      selector: { matchLabels: { [workloadLabel]: name } },
      template: podTemplateOf(name, template, volumeClaimTemplates ?? [], placement),
    },
  };
  return edited(manifest, command.set);
}

/** The manifest of a Service or of a PodDisruptionBudget. */
export function companionOf(
  { verb, name, spec }: CreateServiceCommand | CreateBudgetCommand,
  { namespace }: Placement,
): Manifest {
  const kind = verb === 'create-service' ? 'Service' : 'PodDisruptionBudget';
  return { apiVersion: apiVersions[kind], kind, metadata: metadataOf(name, namespace), spec };
}

/** The ResourceQuota by which a fault limits how many pods there may be. */
export function podQuotaOf(name: string, pods: number, { namespace }: Placement): Manifest {
  const kind = 'ResourceQuota';
  const spec = { hard: { pods: String(pods) } };
  return { apiVersion: apiVersions[kind], kind, metadata: metadataOf(name, namespace), spec };
}

function metadataOf(name: string, namespace: string): Manifest['metadata'] {
  return { name, namespace, labels: { [managedLabel]: 'plimsoll' } };
}

/** The JSON patch that a `patch` command stands for: every field that it names is replaced whole,
 * `null` removes it. `claims` are the names of the workload's claim templates, which its containers
 * mount. (A merge patch would keep the old keys of node selectors and labels.) */
export function jsonPatchOf(
  name: string,
  change: SpecChange,
  claims: readonly string[],
  placement: Placement,
): readonly PatchOperation[] {
  return Object.entries(change).map(([field, value]) => ({
    op: 'add',
    path: `/spec/${field}`,
    value:
      field === 'template' && change.template
        ? podTemplateOf(name, change.template, claims, placement)
        : value,
  }));
}

/** The pod template of a workload; `claims` are what its container mounts. */
export function podTemplateOf(
  workload: string,
  template: TemplateSpec,
  claims: readonly string[],
  placement: Placement,
): PodTemplate {
  return {
    metadata: {
      labels: { ...template.labels, [workloadLabel]: workload },
      annotations: annotationsOf({ ...defaultBehaviour, ...template.behaviour }),
    },
    spec: {
      terminationGracePeriodSeconds: template.terminationGracePeriodSeconds ?? 5,
      nodeSelector: { ...template.nodeSelector, [poolLabel]: placement.pool },
      ...(template.nodeAffinity && { affinity: affinityOf(template.nodeAffinity) }),
      ...(template.tolerations && { tolerations: template.tolerations }),
      ...(template.hostNetwork && { hostNetwork: true }),
      containers: [
        {
          name: 'main',
          image: `${placement.image}:${template.revision}`,
          ...(claims.length > 0 && {
            volumeMounts: claims.map((claim) => ({ name: claim, mountPath: `/data/${claim}` })),
          }),
        },
      ],
    },
  };
}

function affinityOf(alternatives: NonNullable<TemplateSpec['nodeAffinity']>) {
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: alternatives.map((matchExpressions) => ({ matchExpressions })),
      },
    },
  };
}

/** A claim template, or a claim, of this name. */
export function claimTemplateOf(name: string): ClaimTemplate {
  return {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
  };
}

/** The fields of a WorkloadSpec that each kind has; anything else in a scenario is a mistake. */
export const fieldsOf: Readonly<Record<WorkloadKind, readonly (keyof WorkloadSpec)[]>> = {
  Deployment: [
    'template',
    'replicas',
    'minReadySeconds',
    'revisionHistoryLimit',
    'strategy',
    'progressDeadlineSeconds',
    'paused',
  ],
  StatefulSet: [
    'template',
    'replicas',
    'minReadySeconds',
    'revisionHistoryLimit',
    'updateStrategy',
    'podManagementPolicy',
    'serviceName',
    'ordinals',
    'volumeClaimTemplates',
    'persistentVolumeClaimRetentionPolicy',
  ],
  DaemonSet: ['template', 'minReadySeconds', 'revisionHistoryLimit', 'updateStrategy'],
};
