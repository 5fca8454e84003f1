import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';

/** A ReplicaSet replaces a pod that is still terminating: it does not wait for the end
 * (RS-CNT-004). */
export const sometimesAReplacementOverlapsItsPredecessor = sometimes({
  id: 'deployment/sometimes-a-replacement-overlaps-its-predecessor',
  title: 'A ReplicaSet creates a pod while another one of its own is still terminating',
  controller: 'Deployment',
  requirements: ['RS-CNT-004'],
  on: ['Pod'],
  seen: ({ event, before }) => {
    const owner = event.change === 'ADDED' ? controllerOf(event.object) : undefined;
    if (owner?.kind !== 'ReplicaSet') return false;
    const { all, active, terminal } = before.tally(owner.uid);
    return all - active - terminal > 0;
  },
});
