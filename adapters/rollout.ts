/**
 * What `kubectl rollout undo` and `kubectl rollout restart` make of a workload and its history: a
 * patch, a refusal, or nothing. Adapters read the one and send the other.
 *
 * As in kubectl 1.36, an undo brings back the template alone (of a Deployment the annotations too):
 * replicas, strategy and selector stay as they are.
 */
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  KubernetesObject,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from '../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../specs/kubernetes.ts';
import type { PatchOperation } from '../specs/json-patch.ts';
import { operationsOf, pointerTo } from '../specs/json-patch.ts';

/** What a rollout command comes to. */
export type Rollout =
  | { readonly operations: readonly PatchOperation[] }
  | { readonly refused: string }
  | { readonly unneeded: string };

export type Workload = Deployment | StatefulSet | DaemonSet;

/** In which kind a workload keeps its history. */
export function historyKindOf(workload: Workload): 'ReplicaSet' | 'ControllerRevision' {
  return workload.kind === 'Deployment' ? 'ReplicaSet' : 'ControllerRevision';
}

/** Is this one of the kinds that roll out? */
export function isWorkload(object: KubernetesObject): object is Workload {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind);
}

/** Brings back the template of a revision, or (0) of the second newest one. `history` are all
 * objects of the history's kind. */
export function undoOf(
  workload: Workload,
  history: readonly (ReplicaSet | ControllerRevision)[],
  toRevision: number,
): Rollout {
  const { selector } = workload.spec;
  const own = history.filter(
    (each) =>
      controllerOf(each)?.uid === workload.metadata.uid &&
      selectorMatches(selector, each.metadata.labels),
  );
  const numbered = own
    .map((object) => ({ object, revision: revisionOf(object) }))
    .toSorted((one, other) => one.revision - other.revision);
  const found =
    toRevision === 0
      ? numbered.at(-2)?.object
      : numbered.find(({ revision }) => revision === toRevision)?.object;
  if (found === undefined) {
    return { refused: toRevision === 0 ? 'no earlier revision' : `no revision ${toRevision}` };
  }
  if (workload.kind === 'Deployment' && workload.spec.paused) return { refused: 'it is paused' };
  const template = templateOf(found);
  if (isSameJson(template, withoutHash(workload.spec.template))) {
    return { unneeded: `its template is that of revision ${revisionOf(found)}` };
  }
  const patch: PatchOperation = { op: 'add', path: '/spec/template', value: template };
  if (workload.kind !== 'Deployment') return { operations: [patch] };
  const value = annotationsFor(workload, found);
  return { operations: [patch, { op: 'add', path: '/metadata/annotations', value }] };
}

const restartedAt = pointerTo('metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt');

/** Notes in the template when it was restarted. */
export function restartOf(workload: Workload, timestamp: string): Rollout {
  if (workload.kind === 'Deployment' && workload.spec.paused) return { refused: 'it is paused' };
  const edits = { [`/spec/template${restartedAt}`]: timestamp };
  return { operations: operationsOf(workload, edits) };
}

const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** What an undo leaves as the Deployment has it. */
const ownAnnotations: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

function annotationsFor(deployment: Deployment, found: ReplicaSet | ControllerRevision) {
  const isOwn = ([key]: [string, string]) => ownAnnotations.includes(key);
  const kept = Object.entries(deployment.metadata.annotations ?? {}).filter(isOwn);
  const restored = Object.entries(found.metadata.annotations ?? {}).filter((one) => !isOwn(one));
  return Object.fromEntries([...kept, ...restored]);
}

function revisionOf(object: ReplicaSet | ControllerRevision): number {
  if (object.kind === 'ControllerRevision') return object.revision;
  return Number(object.metadata.annotations?.[revisionAnnotation] ?? 0);
}

function templateOf(object: ReplicaSet | ControllerRevision): PodTemplate {
  if (object.kind === 'ReplicaSet') return withoutHash(object.spec.template);
  const data = object.data as { readonly spec: { readonly template: Record<string, unknown> } };
  const { $patch: _, ...template } = data.spec.template;
  return template as unknown as PodTemplate;
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** Equal but for the order of members, absent ones and what is null or empty. */
function isSameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(normal(one)) === JSON.stringify(normal(other));
}

function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, normal(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)).toSorted(byKey));
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
