/**
 * Wire-format types of the Kubernetes kinds that the suite touches, and the pure helpers that every
 * part may share: keys, owners, selectors, timestamps.
 *
 * Only fields that some requirement talks about are typed. Timestamps stay RFC 3339 strings, so
 * that a trace read back from disk equals the one in memory. What a *controller* concludes from
 * these objects (available, condemned, eligible …) is deliberately not here: the model and the
 * properties each say it in their own words.
 */

import type {
  Condition,
  Labels,
  LabelSelector,
  ObjectMeta,
  OwnerReference,
  PodSpec,
  SelectorRequirement,
  Taint,
  Timestamp,
} from './object-parts.ts';
import type {
  Endpoints,
  EndpointSlice,
  PodDisruptionBudget,
  ResourceQuota,
  Service,
} from './service-kinds.ts';
import type {
  ClaimSpec,
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from './workload-kinds.ts';

export type * from './object-parts.ts';
export type * from './service-kinds.ts';
export type * from './workload-kinds.ts';

export const kinds = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ControllerRevision',
  'Pod',
  'PersistentVolumeClaim',
  'Node',
  'Service',
  'EndpointSlice',
  'Endpoints',
  'PodDisruptionBudget',
  'ResourceQuota',
] as const;

/** A kind that traces may contain. */
export type Kind = (typeof kinds)[number];
/** A kind that a scenario may create. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

/** API group and version of each kind, as manifests spell it. */
export const apiVersions: Readonly<Record<Kind, string>> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ControllerRevision: 'apps/v1',
  Pod: 'v1',
  PersistentVolumeClaim: 'v1',
  Node: 'v1',
  Service: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Endpoints: 'v1',
  PodDisruptionBudget: 'policy/v1',
  ResourceQuota: 'v1',
};

export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status: {
    readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
    readonly reason?: string;
    readonly podIP?: string;
    readonly startTime?: Timestamp;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly ready: boolean;
      readonly restartCount: number;
    }[];
  };
}

export interface ControllerRevision {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ControllerRevision';
  readonly metadata: ObjectMeta;
  readonly data: unknown;
  readonly revision: number;
}

export interface PersistentVolumeClaim {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: ObjectMeta;
  readonly spec: ClaimSpec;
  readonly status: { readonly phase?: 'Pending' | 'Bound' | 'Lost' };
}

export interface Node {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly unschedulable?: boolean; readonly taints?: readonly Taint[] };
  readonly status: { readonly conditions?: readonly Condition[] };
}

interface ObjectByKind {
  Deployment: Deployment;
  ReplicaSet: ReplicaSet;
  StatefulSet: StatefulSet;
  DaemonSet: DaemonSet;
  ControllerRevision: ControllerRevision;
  Pod: Pod;
  PersistentVolumeClaim: PersistentVolumeClaim;
  Node: Node;
  Service: Service;
  EndpointSlice: EndpointSlice;
  Endpoints: Endpoints;
  PodDisruptionBudget: PodDisruptionBudget;
  ResourceQuota: ResourceQuota;
}

/** The object type of a kind. */
export type ObjectOf<K extends Kind> = ObjectByKind[K];
/** Any object that a trace may contain. */
export type KubernetesObject = ObjectByKind[Kind];

/** Names one object for people and for traces; `uid` where the object is known to have existed. */
export interface ObjectKey {
  readonly kind: Kind;
  readonly name: string;
  readonly uid?: string;
}

/** The key of an object. */
export function keyOf(object: KubernetesObject): ObjectKey {
  return { kind: object.kind, name: object.metadata.name, uid: object.metadata.uid };
}

/** `Pod/web-0`: how messages name an object. */
export function describeKey(key: ObjectKey): string {
  return `${key.kind}/${key.name}`;
}

/** The reference with `controller: true`, which alone means ownership (names and labels never
 * do). */
export function controllerOf(object: {
  readonly metadata: Pick<ObjectMeta, 'ownerReferences'>;
}): OwnerReference | undefined {
  const { ownerReferences } = object.metadata;
  if (ownerReferences === undefined) return undefined;
  for (const reference of ownerReferences) if (reference.controller === true) return reference;
  return undefined;
}

/** Does a label selector match? An absent or empty selector of apps/v1 matches nothing here. */
export function selectorMatches(selector: LabelSelector, labels: Labels | undefined): boolean {
  const { matchLabels, matchExpressions } = selector;
  let isEmpty = true;
  for (const key in matchLabels) {
    if (labels?.[key] !== matchLabels[key]) return false;
    isEmpty = false;
  }
  if (matchExpressions === undefined || matchExpressions.length === 0) return !isEmpty;
  return matchExpressions.every((requirement) => requirementMatches(requirement, labels));
}

/** Does one `matchExpressions` requirement hold for these labels? */
export function requirementMatches(
  requirement: SelectorRequirement,
  labels: Labels | undefined,
): boolean {
  const value = labels?.[requirement.key];
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return requirement.operator satisfies never;
  }
}

/** The condition of a type, if the object has one. */
export function conditionOf(
  object: { readonly status: { readonly conditions?: readonly Condition[] } },
  type: string,
): Condition | undefined {
  const { conditions } = object.status;
  if (conditions === undefined) return undefined;
  for (const condition of conditions) if (condition.type === type) return condition;
  return undefined;
}

/** Milliseconds since the epoch as the API server would store them: whole seconds, RFC 3339. */
export function timestampOf(epochMs: number): Timestamp {
  const second = Math.floor(epochMs / 1000);
  if (second !== lastSpelled.second) {
    const timestamp = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    lastSpelled = { second, timestamp };
  }
  return lastSpelled.timestamp;
}

/** Most questions are about the same second as the one before. */
let lastSpelled = { second: 0, timestamp: '1970-01-01T00:00:00Z' };
