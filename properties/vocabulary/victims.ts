/**
 * Which pods of a ReplicaSet go before which when it shrinks (RS-DEL-001..003), as far as one view
 * decides it. Where it does not, neither goes before the other, so that a yes is a proof.
 */
import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy } from './attribution.ts';
import { activePodsOf, adoptablePods } from './claimed-pods.ts';
import { isReady, readySinceMs } from './pods.ts';

/** Does `left` go before `right`, for certain? */
export type GoesBefore = (left: Pod, right: Pod) => boolean;

/** How little a pod serves, without a node least: the lower, the sooner it goes. */
export function serviceOf(pod: Pod): number {
  const phases = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 2 };
  const node = pod.spec.nodeName ? 100 : 0;
  return node + 10 * phases[pod.status.phase ?? 'Pending'] + (isReady(pod) ? 1 : 0);
}

/** What a pod says its deletion costs; anything but a plain integer counts as nothing. */
export function deletionCostOf(pod: Pod): number {
  const text = pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'];
  return text !== undefined && /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : 0;
}

/** Those that serve less first, and among equals those that cost less. */
export const isCheaper: GoesBefore = (left, right) => {
  const difference = serviceOf(left) - serviceOf(right);
  return difference < 0 || (difference === 0 && deletionCostOf(left) < deletionCostOf(right));
};

/** When a controller may have compared times: milliseconds since the epoch. */
export interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/** The same, and among equals on one node, where it cannot matter who else is there: those that are
 * ready for a shorter time by an order of magnitude, counted in powers of two. */
export function isFresherWithin(span: Span): GoesBefore {
  return (left, right) => {
    if (isCheaper(left, right)) return true;
    return !isCheaper(right, left) && isFresher(left, right, span);
  };
}

/** Ready, on one node, and of another order of magnitude whenever they were compared? */
export function isFresher(left: Pod, right: Pod, span: Span): boolean {
  if (!left.spec.nodeName || left.spec.nodeName !== right.spec.nodeName) return false;
  const [younger, older] = [readySinceMs(left), readySinceMs(right)];
  if (!isReady(left) || !isReady(right)) return false;
  if (younger === undefined || older === undefined) return false;
  return magnitudeOf(span.to - younger) < magnitudeOf(span.from - older);
}

/** The whole part of the binary logarithm of a time in nanoseconds. */
function magnitudeOf(ms: Millis): number {
  return ms > 0 ? Math.trunc(Math.log2(ms * 1_000_000)) : -1;
}

/** The ReplicaSet whose controller deletes a pod here to shrink, as it is now. */
export function shrinkingSet(moment: Moment): ReplicaSet | undefined {
  if (!isDeletionBy(moment, 'replicaset-controller')) return undefined;
  const owner = controllerOf(moment.previous ?? moment.event.object);
  return owner?.kind === 'ReplicaSet' ? moment.before.byUid('ReplicaSet', owner.uid) : undefined;
}

/** Is there a view in which the pod that is deleted here is among the first to go? `orderIn` says
 * who goes before whom in a view of its ReplicaSet. A batch has no order, so a victim is judged
 * against the whole surplus. */
export function couldBeAmongFirst(
  moment: Moment,
  uid: string,
  orderIn: (set: ReplicaSet) => GoesBefore,
): boolean {
  const watched: readonly Watched[] = [
    { kind: 'ReplicaSet', uid },
    { kind: 'Pod', ownedBy: uid },
  ];
  const victim = moment.event.object.metadata.uid;
  return moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('ReplicaSet', uid);
    return set !== undefined && isAmongFirst(view, set, victim, orderIn(set));
  });
}

function isAmongFirst(
  view: ClusterView,
  set: ReplicaSet,
  uid: string,
  goesBefore: GoesBefore,
): boolean {
  const owned = activePodsOf(view, set);
  const victim = owned.find((pod) => pod.metadata.uid === uid);
  if (victim === undefined) return false;
  const pods = [...owned, ...adoptablePods(view, set)];
  const before = pods.filter((pod) => goesBefore(pod, victim)).length;
  return before < pods.length - set.spec.replicas;
}
