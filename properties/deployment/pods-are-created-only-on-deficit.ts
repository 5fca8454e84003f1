import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';
import { costsMemory, createDisturbances } from '../vocabulary/disturbances.ts';
import type { Act } from '../vocabulary/recent-acts.ts';
import { createRecentActs } from '../vocabulary/recent-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-CNT-002 for each pod that a ReplicaSet creates, and with it the only bound on pods
 * that a rollout has (DEP-SURGE-002): each ReplicaSet stays within the size that it declares. A
 * controller waits until it has seen its own creations, so those that a view lacks count as part
 * of the batch; not so around restarts and API outages. */
export const podsAreCreatedOnlyOnDeficit = always({
  id: 'deployment/pods-are-created-only-on-deficit',
  title: 'A ReplicaSet creates a pod only while fewer than spec.replicas of its pods are active',
  controller: 'Deployment',
  requirements: ['RS-CNT-002', 'DEP-SURGE-002'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: (context) => {
    const { stalenessMs } = context.target;
    const disturbances = createDisturbances(context, costsMemory);
    const creations = createRecentActs(stalenessMs);
    return {
      other(event) {
        disturbances.other(event);
        return 'irrelevant';
      },
      change(moment) {
        const { event } = moment;
        const owner = controllerOf(event.object);
        if (event.change !== 'ADDED' || owner?.kind !== 'ReplicaSet') return 'irrelevant';
        const { at } = event;
        const known = () => (disturbances.areOver(at) ? creations.of(owner.uid, at) : []);
        const judged = answer(moment, owner.uid, known);
        creations.add(owner.uid, { uid: event.object.metadata.uid, at });
        return judged;
      },
    };
  },
});

function answer(moment: Moment, uid: string, known: () => readonly Act[]) {
  const { before } = moment;
  const now = before.byUid('ReplicaSet', uid);
  const isStaying = now !== undefined && now.metadata.deletionTimestamp === undefined;
  if (isStaying && before.tally(uid).active < now.spec.replicas) return 'holds';
  const watched: readonly Watched[] = [
    { kind: 'ReplicaSet', uid },
    { kind: 'Pod', ownedBy: uid },
  ];
  const own = known();
  let isKnown = false;
  const isJustified = moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('ReplicaSet', uid);
    isKnown ||= set !== undefined;
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
    return activePodsOf(view, set).length + unseen(own, view, before) < set.spec.replicas;
  });
  if (isJustified) return 'holds';
  if (!isKnown || now === undefined) return 'irrelevant';
  return violated(
    moment,
    {
      message: `${nameOf(moment.event.object)} was created although ${nameOf(now)} had enough pods`,
      expected: `fewer than ${now.spec.replicas} active pods before a creation`,
      observed: `${before.tally(uid).active} active pods`,
    },
    [now, ...activePodsOf(before, now)],
  );
}

/** How many of the ReplicaSet's own creations a view lacks. One that is gone by now may have been
 * seen to come and go, so it does not count. */
function unseen(own: readonly Act[], view: ClusterView, latest: ClusterView): number {
  return own.filter(
    ({ uid }) => view.byUid('Pod', uid) === undefined && latest.byUid('Pod', uid) !== undefined,
  ).length;
}
