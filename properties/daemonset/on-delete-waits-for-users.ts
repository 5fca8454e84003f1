/**
 * DS-UPD-007: under OnDelete a running pod is deleted as one too many or because it may not stay
 * where it is, never for an update.
 */
import { always } from '../property.ts';
import { couldHaveSeenDaemons, deletedDaemon } from '../vocabulary/daemon-moments.ts';
import { hashOf, isRunning, isUpdateCandidate, mayPrune } from '../vocabulary/daemon-steps.ts';
import { violationAt } from '../vocabulary/describe.ts';

export const onDeleteWaitsForUsers = always({
  id: 'daemonset/on-delete-waits-for-users',
  title: 'Under OnDelete no pod is deleted for an update',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-007'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedDaemon(moment);
      if (act?.set === undefined || !isRunning(act.pod)) return 'irrelevant';
      if (act.set.spec.updateStrategy.type !== 'OnDelete') return 'irrelevant';
      const { uid, name } = act.pod.metadata;
      const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
        const pod = sight.view.byUid('Pod', uid);
        return pod !== undefined && (mayPrune(sight, pod) || isUpdateCandidate(sight, pod));
      });
      if (isJustified) return 'holds';
      return violationAt(moment, {
        message: `${name} was deleted although the strategy is OnDelete`,
        expected: `${name} stays until a user deletes it`,
        observed: `deleted; it is at ${hashOf(act.pod) ?? 'no hash'}`,
        evidence: [moment.before.seqOf(act.set)],
      });
    },
  }),
});
