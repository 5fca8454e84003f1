/** Reached when a node has a second running pod without any surge: by adoption, or left over where
 * maxSurge was switched off while two stood there. */
import { sometimes } from '../property.ts';
import { daemonActOn, daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { allowsSurge, isRunning, podsFor } from '../vocabulary/daemon-steps.ts';

export const sometimesANodeHasAnExcessPod = sometimes({
  id: 'daemonset/sometimes-a-node-has-an-excess-pod',
  title: 'A node has one pod too many',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-009'],
  on: ['Pod'],
  seen: (moment, context) => {
    const pod = moment.event.object;
    const act = pod.kind === 'Pod' ? daemonActOn(moment, pod) : undefined;
    const { nodeName, set } = act ?? {};
    if (nodeName === undefined || set === undefined || allowsSurge(set)) return false;
    const sight = daemonSightOf(moment, context, set, moment.after);
    return podsFor(sight, nodeName).filter(isRunning).length > 1;
  },
});
