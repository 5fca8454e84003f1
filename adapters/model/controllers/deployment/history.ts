/** DEP-HIST-001, DEP-HIST-002: empty old ReplicaSets beyond the limit are deleted. */
import type { ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { revisionOf } from './annotations.ts';
import { compareAge } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';

const unlimited = 2_147_483_647;

/** Ends with false if a request failed; the rest waits for the next sync then. */
export function* pruneHistory({ deployment, oldSets }: Rollout): Steps<boolean> {
  const { revisionHistoryLimit = unlimited } = deployment.spec;
  if (revisionHistoryLimit === unlimited) return true;
  const alive = oldSets.filter((set) => set.metadata.deletionTimestamp === undefined);
  const excess = alive.length - revisionHistoryLimit;
  if (excess <= 0) return true;
  // A lower one that is still needed is skipped, not replaced by a higher one.
  for (const set of alive.toSorted(compareRevision).slice(0, excess)) {
    if (!isEmpty(set)) continue;
    const response = yield { verb: 'delete', kind: 'ReplicaSet', name: set.metadata.name };
    if (!response.ok && response.error !== 'NotFound') return false;
  }
  return true;
}

/** DEP-HIST-002: it has no pods, is to have none, and its own controller knows that. */
function isEmpty(set: ReplicaSet): boolean {
  const isObserved = (set.status.observedGeneration ?? 0) >= (set.metadata.generation ?? 0);
  return set.status.replicas === 0 && set.spec.replicas === 0 && isObserved;
}

function compareRevision(left: ReplicaSet, right: ReplicaSet): number {
  const [former, latter] = [revisionOf(left), revisionOf(right)];
  if (former === undefined || latter === undefined) return compareAge(left, right);
  return former - latter || compareAge(left, right);
}
