/**
 * DS-NODE-009: without surge, of several running pods on a node the first one stays: bound before
 * unbound, then the oldest, then by name. Judged when the controller deletes one of several.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import {
  couldHaveSeenDaemons,
  daemonSightOf,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
import { describePods } from '../vocabulary/daemon-rest.ts';
import {
  allowsSurge,
  byStanding,
  isRunning,
  isUpdateCandidate,
  mayPrune,
  podsFor,
} from '../vocabulary/daemon-steps.ts';

export const theFirstPodOnANodeStays = always({
  id: 'daemonset/the-first-pod-on-a-node-stays',
  title: 'Of several pods on a node all but the first are deleted',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-009'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedDaemon(moment);
      const { nodeName, set } = act ?? {};
      if (act === undefined || nodeName === undefined || set === undefined) return 'irrelevant';
      if (allowsSurge(set) || !isRunning(act.pod)) return 'irrelevant';
      const sight = daemonSightOf(moment, context, set);
      const running = podsFor(sight, nodeName).filter(isRunning).toSorted(byStanding);
      if (running.length < 2) return 'irrelevant';
      const { uid, name } = act.pod.metadata;
      const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (seen) => {
        const pod = seen.view.byUid('Pod', uid);
        return pod !== undefined && (mayPrune(seen, pod) || isUpdateCandidate(seen, pod));
      });
      if (isJustified) return 'holds';
      return violationAt(moment, {
        message: `${name} was deleted although it comes first on ${nodeName}`,
        expected: `${name} stays, the others go`,
        observed: `${name} deleted; in order: ${describePods(running)}`,
        evidence: running.map((pod) => moment.before.seqOf(pod)),
      });
    },
  }),
});
