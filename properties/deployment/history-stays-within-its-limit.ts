import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import {
  areNumbered,
  beyondHistoryLimit,
  isDoneWith,
  isReportedComplete,
} from '../vocabulary/history-limit.ts';
import { asksForRollback } from '../vocabulary/revision-numbers.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';
import { isScalingEvent } from '../vocabulary/scaling-pass.ts';

/** Claims DEP-HIST-001 for every Deployment that is complete, or paused, and has more old
 * ReplicaSets than its limit. Of those beyond it, the ones with pods stay, and hold up nothing. */
export const historyStaysWithinItsLimit = eventually({
  id: 'deployment/history-stays-within-its-limit',
  title: 'At rest no empty old ReplicaSet is left beyond revisionHistoryLimit',
  controller: 'Deployment',
  requirements: ['DEP-HIST-001'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const sets = ownedSets(view, deployment);
      const newSet = newSetOf(deployment, sets);
      const old = sets.filter((set) => set !== newSet);
      const { revisionHistoryLimit: limit } = deployment.spec;
      if (old.length === 0 || limit === undefined || !areNumbered(old)) continue;
      if (!mustBeTidy(deployment, sets)) continue;
      const subject = keyOf(deployment);
      const left = beyondHistoryLimit(deployment, sets).filter(isDoneWith);
      if (left.length === 0) yield { subject, there: true };
      else {
        yield {
          subject,
          there: false,
          expected: `at most ${limit} old ReplicaSets besides those with pods`,
          observed: `${left.map((set) => set.metadata.name).join(', ')} could go`,
          evidence: [deployment, ...left].map((each) => view.seqOf(each)),
        };
      }
    }
  },
});

/** Tidying up is the last part of a sync that had nothing else to do. Under Recreate a sync that
 * still sees an old pod ends before it, and that this pod goes wakes nobody (DEP-REC-003). */
function mustBeTidy(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  if (deployment.metadata.deletionTimestamp !== undefined) return false;
  if (deployment.spec.paused === true) return !asksForRollback(deployment);
  if (!isReportedComplete(deployment) || isScalingEvent(deployment, sets)) return false;
  return deployment.spec.strategy.type !== 'Recreate';
}
