/**
 * DS-NODE-003, the other half: a NoSchedule taint alone is no reason to delete a pod. What ended,
 * is excess or is due for an update may go from such a node all the same.
 */
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import {
  couldHaveSeenDaemons,
  daemonSightOf,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
import { isUpdateCandidate, mayPrune } from '../vocabulary/daemon-steps.ts';
import { shouldRun, shouldStay } from '../vocabulary/eligibility.ts';

export const noScheduleTaintsEvictNobody = always({
  id: 'daemonset/no-schedule-taints-evict-nobody',
  title: 'A pod is not deleted because its node got a NoSchedule taint',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  on: ['Pod', 'Node'],
  monitor: (context) => ({
    change: (moment) => {
      const { object } = moment.event;
      if (object.kind === 'Node') return 'irrelevant';
      const act = deletedDaemon(moment);
      const node =
        act?.nodeName === undefined ? undefined : moment.before.get('Node', act.nodeName);
      if (act?.set === undefined || node === undefined) return 'irrelevant';
      if (shouldRun(act.set, node) || !shouldStay(act.set, node)) return 'irrelevant';
      const { uid, name } = act.pod.metadata;
      const scope = { nodeUid: node.metadata.uid };
      const isJustified = couldHaveSeenDaemons(moment, context, act, scope, (sight) => {
        const pod = sight.view.byUid('Pod', uid);
        return pod !== undefined && (mayPrune(sight, pod) || isUpdateCandidate(sight, pod));
      });
      if (isJustified) return 'holds';
      const sight = daemonSightOf(moment, context, act.set);
      return violationAt(moment, {
        message: `${name} was deleted from a node on which it may stay`,
        expected: `${name} stays on ${node.metadata.name}, whose taints forbid only new pods`,
        observed: `deleted; ${describePod(name, act.pod)}`,
        evidence: [sight.view.seqOf(node)],
      });
    },
  }),
});
