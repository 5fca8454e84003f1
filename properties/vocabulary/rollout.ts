/**
 * What the requirements call the parts of a rollout (0.2): fence posts, the new ReplicaSet and the
 * old ones, declared and available replicas.
 */
import type { Deployment, PodTemplate, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { percentDown, percentUp } from './percent.ts';

/** The fence posts of a rolling update for the replicas that a Deployment asks for. */
export interface FencePosts {
  readonly surge: number;
  readonly unavailable: number;
  /** The most replicas that may be declared at once. */
  readonly maxTotal: number;
  /** The fewest replicas that must stay available. */
  readonly minAvailable: number;
}

/** Surge rounds up, unavailability rounds down; if both come out as 0, one replica may be missing
 * (DEP-SURGE-003). Recreate has no surge, and what is Recreate or empty has nothing to keep. */
export function fencePostsOf(deployment: Deployment): FencePosts {
  const { replicas, strategy } = deployment.spec;
  const isRolling = strategy.type === 'RollingUpdate';
  const surge = isRolling ? percentUp(strategy.rollingUpdate?.maxSurge, replicas) : 0;
  const rounded = percentDown(strategy.rollingUpdate?.maxUnavailable, replicas);
  const allowed = surge === 0 && rounded === 0 ? 1 : rounded;
  const unavailable = isRolling ? Math.min(allowed, replicas) : 0;
  return {
    surge,
    unavailable,
    maxTotal: replicas + surge,
    minAvailable: replicas - unavailable,
  };
}

/** The label by which a Deployment tells its ReplicaSets apart; no part of what a template says. */
export const templateHashLabel = 'pod-template-hash';
/** The Deployment's replicas, as a ReplicaSet was told at its last resize. */
export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
/** The Deployment's replicas plus surge, as a ReplicaSet was told at its last resize. */
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';

/** A number that the Deployment noted on a ReplicaSet; undefined where it is absent or no
 * number. */
export function notedNumber(set: ReplicaSet, annotation: string): number | undefined {
  const text = set.metadata.annotations?.[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Do two templates say the same, apart from the hash label? Absent and empty parts are equal. */
export function isSameTemplate(left: PodTemplate, right: PodTemplate): boolean {
  return left === right || meaningOf(left) === meaningOf(right);
}

/** Templates are immutable and shared between versions, so each is spelled out once. */
const meanings = new WeakMap<PodTemplate, string>();

function meaningOf(template: PodTemplate): string {
  let meaning = meanings.get(template);
  if (meaning === undefined) {
    const { [templateHashLabel]: _, ...labels } = template.metadata?.labels ?? {};
    meaning = canonical({ ...template, metadata: { ...template.metadata, labels } });
    meanings.set(template, meaning);
  }
  return meaning;
}

/** JSON with sorted keys and without what is empty. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = value as Readonly<Record<string, unknown>>;
  let members = '';
  for (const key of Object.keys(fields).sort()) {
    const text = canonical(fields[key]);
    if (text !== '' && text !== '{}' && text !== '[]' && text !== 'null') {
      members += `${key}:${text},`;
    }
  }
  return `{${members}}`;
}

/** The order in which a Deployment counts ReplicaSets as older: creation time, then name. */
export function compareAge(left: ReplicaSet, right: ReplicaSet): number {
  const [a, b] = [left.metadata, right.metadata];
  if (a.creationTimestamp !== b.creationTimestamp) {
    return a.creationTimestamp < b.creationTimestamp ? -1 : 1;
  }
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** The ReplicaSet that counts as new: the oldest with the Deployment's template. */
export function newSetOf(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  let newest: ReplicaSet | undefined;
  for (const set of sets) {
    if (!isSameTemplate(set.spec.template, deployment.spec.template)) continue;
    if (newest === undefined || compareAge(set, newest) < 0) newest = set;
  }
  return newest;
}

/** The ReplicaSets that a Deployment owns and still selects. */
export function ownedSets(view: ClusterView, deployment: Deployment): readonly ReplicaSet[] {
  const { selector } = deployment.spec;
  const sets: ReplicaSet[] = [];
  for (const set of view.owned('ReplicaSet', deployment.metadata.uid)) {
    if (selectorMatches(selector, set.metadata.labels)) sets.push(set);
  }
  return sets;
}

/** What a sync may have taken for the Deployment's ReplicaSets: those that it owns, and with them
 * the orphans that it adopts before anything else (DEP-OWN-001). */
export function readingsOf(
  view: ClusterView,
  deployment: Deployment,
): readonly (readonly ReplicaSet[])[] {
  const owned = ownedSets(view, deployment);
  const orphans: ReplicaSet[] = [];
  for (const set of view.list('ReplicaSet')) {
    const { deletionTimestamp, labels } = set.metadata;
    if (deletionTimestamp !== undefined || controllerOf(set) !== undefined) continue;
    if (selectorMatches(deployment.spec.selector, labels)) orphans.push(set);
  }
  return orphans.length === 0 ? [owned] : [owned, [...owned, ...orphans]];
}

/** The sum of the sizes that ReplicaSets declare. */
export function declaredTotal(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + set.spec.replicas, 0);
}

/** The replicas that a ReplicaSet reports as available. */
export function reportedAvailable(set: ReplicaSet): number {
  return set.status.availableReplicas ?? 0;
}

/** The ReplicaSets that declare any replicas at all. */
export function inUse(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return sets.filter((set) => set.spec.replicas > 0);
}
