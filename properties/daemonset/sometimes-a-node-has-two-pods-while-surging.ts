/** Reached when a new pod comes to stand beside an old one on its node. */
import { sometimes } from '../property.ts';
import { createdDaemon, daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { allowsSurge, hashOf, isRunning, podsFor } from '../vocabulary/daemon-steps.ts';

export const sometimesANodeHasTwoPodsWhileSurging = sometimes({
  id: 'daemonset/sometimes-a-node-has-two-pods-while-surging',
  title: 'A surge puts two pods on one node',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-004'],
  on: ['Pod'],
  seen: (moment, context) => {
    const act = createdDaemon(moment);
    const { nodeName, set } = act ?? {};
    if (act === undefined || nodeName === undefined || set === undefined) return false;
    const sight = daemonSightOf(moment, context, set);
    return (
      allowsSurge(set) &&
      podsFor(sight, nodeName).some((pod) => isRunning(pod) && hashOf(pod) !== hashOf(act.pod))
    );
  },
});
