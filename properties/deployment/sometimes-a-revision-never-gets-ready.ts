import { sometimes } from '../property.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { isActive } from '../vocabulary/pods.ts';
import { inUse, newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** For so long not one new pod got ready: nobody would call that slow any more. */
const longMs = 15_000;

/** A rollout is stuck on pods that do not get ready, with old replicas left in place
 * (DEP-AVAIL-003). */
export const sometimesARevisionNeverGetsReady = sometimes({
  id: 'deployment/sometimes-a-revision-never-gets-ready',
  title: 'A rollout is stuck half-way because its new pods never get ready',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-003'],
  on: ['Deployment', 'ReplicaSet'],
  seen: ({ event, before }, { epochMs }) => {
    const { kind, metadata } = event.object;
    const uid = kind === 'Deployment' ? metadata.uid : controllerOf(event.object)?.uid;
    const deployment = uid === undefined ? undefined : before.byUid('Deployment', uid);
    if (deployment === undefined || deployment.spec.paused === true) return false;
    const sets = ownedSets(before, deployment);
    const newSet = newSetOf(deployment, sets);
    if (newSet === undefined || inUse(sets).length < 2) return false;
    const { ready, active } = before.tally(newSet.metadata.uid);
    if (ready > 0 || active === 0) return false;
    const bornBefore = epochMs + event.at - longMs;
    return [...before.owned('Pod', newSet.metadata.uid)].every(
      (pod) => !isActive(pod) || Date.parse(pod.metadata.creationTimestamp) <= bornBefore,
    );
  },
});
