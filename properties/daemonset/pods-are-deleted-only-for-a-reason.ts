/**
 * DS-NODE-003 seen from the node: a running pod on a node that may run it is deleted only for an
 * update or as one too many. That the node is not ready, cordoned or full is no reason
 * (DS-NODE-008).
 */
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { couldHaveSeenDaemons, deletedDaemon } from '../vocabulary/daemon-moments.ts';
import { isRunning, isUpdateCandidate, mayPrune } from '../vocabulary/daemon-steps.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';

export const podsAreDeletedOnlyForAReason = always({
  id: 'daemonset/pods-are-deleted-only-for-a-reason',
  title: 'A running pod on an eligible node is deleted only for an update or as one too many',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedDaemon(moment);
      if (act?.set === undefined || act.nodeName === undefined) return 'irrelevant';
      const node = moment.before.get('Node', act.nodeName);
      if (node === undefined) return 'irrelevant';
      if (!shouldRun(act.set, node) || !isRunning(act.pod)) return 'irrelevant';
      const { uid, name } = act.pod.metadata;
      const scope = { nodeUid: node.metadata.uid };
      const isJustified = couldHaveSeenDaemons(moment, context, act, scope, (sight) => {
        const pod = sight.view.byUid('Pod', uid);
        return pod !== undefined && (mayPrune(sight, pod) || isUpdateCandidate(sight, pod));
      });
      if (isJustified) return 'holds';
      return violationAt(moment, {
        message: `${name} was deleted without a reason`,
        expected: `${name} stays on ${node.metadata.name}, which may run it`,
        observed: `deleted; ${describePod(name, act.pod)}`,
        evidence: [moment.before.seqOf(node)],
      });
    },
  }),
});
