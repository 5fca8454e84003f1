/**
 * When a StatefulSet's controller may take a step: create a pod, delete one. Each guard is asked of
 * one view that the controller may have had; a monitor asks whether any admissible view satisfies
 * it. Where a view leaves room for doubt (clocks, orphans about to be adopted, pods about to be
 * released) the answer is yes, so that a no is a proof.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import type { Instant } from './instant.ts';
import {
  firstToUpdate,
  isOrdered,
  isWanted,
  ordinalOf,
  podNameOf,
  rangeOf,
  revisionLabel,
  wantedOrdinals,
} from './ordinals.ts';
import { percentDown } from './percent.ts';
import { isAvailable, isTerminal, isTerminating } from './pods.ts';
import { equalRevisions, revisionsFor, revisionsOf } from './revisions.ts';

/** What a controller sees: a view, the set in it, its clock, and how it goes about updates. */
export interface Sight {
  readonly view: ClusterView;
  readonly set: StatefulSet;
  readonly now: Instant;
  /** The newest state, for revisions that the controller made itself. */
  readonly newest: ClusterView;
  /** Gate MaxUnavailableStatefulSet: a step of an update may take several pods. */
  readonly isBudgeted: boolean;
  /** Since 1.37, where the gate is on: what is down anyway costs a Parallel set nothing. */
  readonly sparesUnavailable: boolean;
}

/** How the target's controller goes about updates. */
export function updateRulesOf({
  target: { features },
}: MonitorContext): Pick<Sight, 'isBudgeted' | 'sparesUnavailable'> {
  return {
    isBudgeted: features.includes('MaxUnavailableStatefulSet'),
    sparesUnavailable: features.includes('UnavailablePodsGoFirst'),
  };
}

/** Running, Ready, available for `minReadySeconds` and not terminating (0.2). */
export function isHealthy({ set, now }: Sight, pod: Pod | undefined): pod is Pod {
  return pod !== undefined && pod.status.phase === 'Running' && isUp({ set, now }, pod);
}

/** Available and not terminating, whatever the phase. */
export function isUp({ set, now }: Pick<Sight, 'set' | 'now'>, pod: Pod): boolean {
  if (isTerminating(pod)) return false;
  return isAvailable(pod, set.spec.minReadySeconds, now.ms, now.toleranceMs);
}

/** Not available, or perhaps not yet. */
function mayBeDown({ set, now }: Sight, pod: Pod): boolean {
  return !isAvailable(pod, set.spec.minReadySeconds, now.ms, -now.toleranceMs);
}

/** The pod of an ordinal: the set's own, or an orphan that it may be about to adopt. */
export function memberAt({ view, set }: Sight, ordinal: number): Pod | undefined {
  const pod = view.get('Pod', podNameOf(set.metadata.name, ordinal));
  const owner = pod && controllerOf(pod);
  return owner === undefined || owner.uid === set.metadata.uid ? pod : undefined;
}

/** The first wanted ordinal, below `end` where given, whose pod is not healthy. */
export function firstUnhealthy(sight: Sight, end = Number.POSITIVE_INFINITY): number | undefined {
  for (const ordinal of wantedOrdinals(sight.set)) {
    if (ordinal >= end) return undefined;
    if (!isHealthy(sight, memberAt(sight, ordinal))) return ordinal;
  }
  return undefined;
}

/** Owned pods outside the range, without those that a sync would release first. */
export function* condemnedPods({ view, set }: Sight): Iterable<{ ordinal: number; pod: Pod }> {
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    const ordinal = ordinalOf(set.metadata.name, pod.metadata.name);
    if (ordinal === undefined || isWanted(set, ordinal)) continue;
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) yield { ordinal, pod };
  }
}

/** STS-ORD-001: every lower wanted ordinal has a healthy pod. */
export function mayCreate(sight: Sight, ordinal: number): boolean {
  if (!isWanted(sight.set, ordinal)) return false;
  return !isOrdered(sight.set) || firstUnhealthy(sight, ordinal) === undefined;
}

/** May the controller delete this pod for any reason: scaling down, updating, or its end? */
export function mayDelete(sight: Sight, pod: Pod): boolean {
  return mayScaleDown(sight, pod) || mayReplaceEnded(sight, pod) || mayUpdate(sight, pod);
}

/** STS-ORD-003: all wanted pods are healthy, no higher condemned pod is left, and this one is
 * healthy or no lower condemned one is unhealthy. */
export function mayScaleDown(sight: Sight, pod: Pod): boolean {
  const { set } = sight;
  const own = ordinalOf(set.metadata.name, pod.metadata.name);
  if (own === undefined || isWanted(set, own)) return false;
  if (!isOrdered(set)) return true;
  const isHealthyItself = isHealthy(sight, pod);
  for (const { ordinal, pod: other } of condemnedPods(sight)) {
    if (ordinal > own) return false;
    if (ordinal < own && !isHealthyItself && !isUp(sight, other)) return false;
  }
  return firstUnhealthy(sight) === undefined;
}

/** STS-FAIL-001: a wanted pod has ended, and (in order) every lower one is healthy. */
export function mayReplaceEnded(sight: Sight, pod: Pod): boolean {
  const ordinal = ordinalOf(sight.set.metadata.name, pod.metadata.name);
  if (ordinal === undefined || !isWanted(sight.set, ordinal) || !isTerminal(pod)) return false;
  return !isOrdered(sight.set) || firstUnhealthy(sight, ordinal) === undefined;
}

/** STS-UPD-001, -007 and STS-ORD-006: an old revision at or above the partition whose turn it is,
 * and (in order) the set complete and healthy. */
export function mayUpdate(sight: Sight, pod: Pod): boolean {
  const { set } = sight;
  const ordinal = ordinalOf(set.metadata.name, pod.metadata.name);
  if (ordinal === undefined || !isWanted(set, ordinal) || ordinal < firstToUpdate(set))
    return false;
  if (set.spec.updateStrategy.type !== 'RollingUpdate') return false;
  const isTurn = sight.isBudgeted ? isWithinBudget : isUpdatedAbove;
  const isOld = (revision: string) => revisionOf(pod) !== revision;
  return (
    possibleRevisions(sight).some((each) => isOld(each) && isTurn(sight, ordinal, each)) &&
    mayStartUpdating(sight)
  );
}

/** STS-ORD-006: in an ordered set, every wanted pod is healthy and none is condemned. */
export function mayStartUpdating(sight: Sight): boolean {
  if (!isOrdered(sight.set)) return true;
  for (const _ of condemnedPods(sight)) return false;
  return firstUnhealthy(sight) === undefined;
}

/** The names that the set's present template has as a revision; none where it is not recognised:
 * the revision may be another owner's, and collected by now. */
export function updateRevisions({ view, newest, set }: Sight): readonly string[] {
  const views = [view, newest];
  const own = revisionsFor(views, set);
  const equal = own.length > 0 ? own : equalRevisions(views, set);
  return equal.map(({ metadata }) => metadata.name);
}

/** The same, and where none is recognised every revision that it may have been. */
function possibleRevisions(sight: Sight): readonly string[] {
  const known = updateRevisions(sight);
  if (known.length > 0) return known;
  const { view, newest, set } = sight;
  const last = memberAt(sight, rangeOf(set).last);
  return [
    ...revisionsOf([view, newest], set).map(({ metadata }) => metadata.name),
    set.status.updateRevision ?? '',
    (last && revisionOf(last)) ?? '',
    'unknown',
  ];
}

/** The revision that a pod was made from. */
export function revisionOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.[revisionLabel];
}

/** STS-UPD-007: how many pods may be down at once; one at least. */
export function mostUnavailable({ spec }: StatefulSet): number {
  const { maxUnavailable } = spec.updateStrategy.rollingUpdate ?? {};
  return Math.max(1, percentDown(maxUnavailable ?? 1, spec.replicas));
}

/** STS-UPD-007: the highest old pods, as many as `maxUnavailable` leaves room for; where what is
 * down costs nothing, that goes whatever the room. */
function isWithinBudget(sight: Sight, ordinal: number, revision: string): boolean {
  const { set } = sight;
  const isSparing = sight.sparesUnavailable && !isOrdered(set);
  const own = memberAt(sight, ordinal);
  if (isSparing && own !== undefined && mayBeDown(sight, own)) return true;
  let room = mostUnavailable(set);
  for (const each of wantedOrdinals(set)) {
    const pod = memberAt(sight, each);
    const isDown = pod === undefined || !isUp(sight, pod);
    if (isDown) room -= 1;
    if (each <= ordinal || pod === undefined || isTerminating(pod)) continue;
    if (revisionOf(pod) !== revision && !(isDown && isSparing)) room -= 1;
  }
  return room > 0;
}

function isUpdatedAbove(sight: Sight, ordinal: number, revision: string): boolean {
  const { last } = rangeOf(sight.set);
  for (let above = ordinal + 1; above <= last; above += 1) {
    const pod = memberAt(sight, above);
    if (pod === undefined || revisionOf(pod) !== revision || !isUp(sight, pod)) return false;
  }
  return true;
}
