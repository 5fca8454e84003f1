/**
 * The rolling update of a StatefulSet: deletes pods of old revisions, the highest ordinal first,
 * and leaves it to later syncs to create them anew (STS-UPD-001..003, STS-UPD-007).
 */
import type { IntOrString, Pod, StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { isTerminating } from '../pod-state.ts';
import { revisionNameOf } from './identity.ts';
import type { SetView } from './replicas.ts';
import { deletePod, isUnavailable } from './replicas.ts';

/** What an update step did. */
interface Updated {
  readonly deleted: number;
  readonly failed: boolean;
}

/** Deletes what the strategy allows now. Entered only with every replica and every condemned pod
 * seen to, which under OrderedReady means that all are healthy (STS-ORD-006). */
export function* updateReplicas(view: SetView, updateRevision: string): Steps<Updated> {
  return view.context.features.has('MaxUnavailableStatefulSet')
    ? yield* updateWithinBudget(view, updateRevision)
    : yield* updateOneByOne(view, updateRevision);
}

/** STS-UPD-001, STS-PAR-002: one at a time, and only when every pod above is updated and available;
 * the health of those below does not count. */
function* updateOneByOne(view: SetView, updateRevision: string): Steps<Updated> {
  const { set, nowMs } = view;
  for (const pod of candidates(view)) {
    if (isOutdated(pod, updateRevision)) {
      const isDeleted = yield* deletePod(pod);
      return { deleted: isDeleted ? 1 : 0, failed: !isDeleted };
    }
    if (isUnavailable(pod, set, nowMs)) break; // STS-UPD-001, STS-UPD-002
  }
  return { deleted: 0, failed: false };
}

/** STS-UPD-007: as many as the budget leaves after every unavailable pod of the whole range,
 * whatever its revision. */
function* updateWithinBudget(view: SetView, updateRevision: string): Steps<Updated> {
  const { set, nowMs, replicas } = view;
  const unavailable = replicas.filter((pod) => isUnavailable(pod, set, nowMs)).length;
  const budget = Math.max(0, maxUnavailableOf(set) - unavailable);
  const outdated = candidates(view).filter((pod) => isOutdated(pod, updateRevision));
  const free = freeOfCharge(view, outdated);
  const counted = outdated.filter((pod) => !free.includes(pod)).slice(0, budget);
  let deleted = 0;
  for (const pod of [...free, ...counted]) {
    if (!(yield* deletePod(pod))) return { deleted, failed: true };
    deleted += 1;
  }
  return { deleted, failed: false };
}

/** Since 1.37 what is down anyway costs a Parallel set nothing: such pods go first, all of them. */
function freeOfCharge({ set, nowMs, isOrdered, context }: SetView, outdated: Pod[]): Pod[] {
  if (isOrdered || !context.features.has('UnavailablePodsGoFirst')) return [];
  return outdated.filter((pod) => isUnavailable(pod, set, nowMs));
}

/** STS-UPD-003: from the partition upwards, counted from the first ordinal; the highest first. */
function candidates({ set, replicas }: SetView): Pod[] {
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  return replicas.slice(partition).toReversed(); // STS-UPD-001, STS-UPD-003
}

function isOutdated(pod: Pod, updateRevision: string): boolean {
  return revisionNameOf(pod) !== updateRevision && !isTerminating(pod);
}

function maxUnavailableOf(set: StatefulSet): number {
  const wanted = set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1;
  return Math.max(1, resolve(wanted, set.spec.replicas));
}

function resolve(value: IntOrString, total: number): number {
  if (typeof value === 'number') return value;
  return Math.floor((Number.parseInt(value, 10) * total) / 100); // STS-UPD-007
}
