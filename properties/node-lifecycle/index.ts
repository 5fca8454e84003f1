/** What becomes of nodes that fall silent, are tainted or removed, and of their pods, for scenarios
 * of each kind of workload. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Property } from '../property.ts';
import { lostNodesAreMarked } from './lost-nodes-are-marked.ts';
import { noPodIsEvictedBeforeItsTime } from './no-pod-is-evicted-before-its-time.ts';
import { podsOfRemovedNodesAreCollected } from './pods-of-removed-nodes-are-collected.ts';
import { podsOfSilentNodesStay } from './pods-of-silent-nodes-stay.ts';
import { removedNodesHaveAQuarantine } from './removed-nodes-have-a-quarantine.ts';
import { taintsEvictInTheEnd } from './taints-evict-in-the-end.ts';

const controllers: readonly WorkloadKind[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

export const nodeLifecycle: readonly Property[] = [
  ...controllers.flatMap((controller) => [
    lostNodesAreMarked(controller),
    noPodIsEvictedBeforeItsTime(controller),
    taintsEvictInTheEnd(controller),
    podsOfSilentNodesStay(controller),
  ]),
  // Nodes are removed in the scenarios of DaemonSets alone.
  podsOfRemovedNodesAreCollected('DaemonSet'),
  removedNodesHaveAQuarantine('DaemonSet'),
];
