/**
 * DS-UPD-005: with surge, an old pod that is ready, on a node that may run one, is deleted only
 * when the new pod there is available for minReadySeconds. An old pod that is not ready may go as
 * soon as a new one exists; nodes that are being left are another matter (DS-UPD-006).
 */
import { always } from '../property.ts';
import { describePod, describeSome, violationAt } from '../vocabulary/describe.ts';
import {
  couldHaveSeenDaemons,
  daemonSightOf,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
import {
  allowsSurge,
  isRunning,
  isUpdateCandidate,
  mayPrune,
  podsFor,
} from '../vocabulary/daemon-steps.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';
import { isReady } from '../vocabulary/pods.ts';

export const oldPodsOutliveTheirSurge = always({
  id: 'daemonset/old-pods-outlive-their-surge',
  title: 'While surging, a ready old pod stays until the new one is available',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-005'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedDaemon(moment);
      const { nodeName, set } = act ?? {};
      if (act === undefined || nodeName === undefined || set === undefined) return 'irrelevant';
      const node = moment.before.get('Node', nodeName);
      if (!allowsSurge(set) || node === undefined || !shouldRun(set, node)) return 'irrelevant';
      if (!isRunning(act.pod) || !isReady(act.pod)) return 'irrelevant';
      const { uid, name } = act.pod.metadata;
      const scope = { nodeUid: node.metadata.uid };
      const isJustified = couldHaveSeenDaemons(moment, context, act, scope, (sight) => {
        const pod = sight.view.byUid('Pod', uid);
        const there = sight.view.get('Node', nodeName);
        if (pod === undefined) return false;
        // In a view without the node, an unbound pod of it is cleaned up.
        if (mayPrune(sight, pod)) return true;
        if (there === undefined) return false;
        if (!shouldRun(sight.set, there)) return true;
        return !allowsSurge(sight.set) && isUpdateCandidate(sight, pod);
      });
      if (isJustified) return 'holds';
      const sight = daemonSightOf(moment, context, set);
      const others = podsFor(sight, nodeName).filter((pod) => pod.metadata.uid !== uid);
      return violationAt(moment, {
        message: `${name} was deleted before a new pod could take over on ${nodeName}`,
        expected: `another pod on ${nodeName} available for ${set.spec.minReadySeconds ?? 0} s`,
        observed: describeSome(others.map((pod) => describePod(pod.metadata.name, pod))),
        evidence: others.map((pod) => moment.before.seqOf(pod)),
      });
    },
  }),
});
