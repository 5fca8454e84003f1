import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { costsMemory, createDisturbances } from '../vocabulary/disturbances.ts';
import { isActive } from '../vocabulary/pods.ts';
import type { Act } from '../vocabulary/recent-acts.ts';
import { createRecentActs } from '../vocabulary/recent-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-CNT-003 for each pod whose deletion is its ReplicaSet's own decision. Deletions that a
 * view does not show yet belong to the same batch (a controller waits until it has seen them),
 * except around restarts and API outages. */
export const podsAreDeletedOnlyOnSurplus = always({
  id: 'deployment/pods-are-deleted-only-on-surplus',
  title: 'A ReplicaSet deletes a pod only while more than spec.replicas of its pods are active',
  controller: 'Deployment',
  requirements: ['RS-CNT-003'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: (context) => {
    const { stalenessMs } = context.target;
    const disturbances = createDisturbances(context, costsMemory);
    const deletions = createRecentActs(stalenessMs);
    return {
      other(event) {
        disturbances.other(event);
        return 'irrelevant';
      },
      change(moment) {
        if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
        const { at, object } = moment.event;
        const owner = controllerOf(moment.previous ?? object);
        if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
        const known = () => (disturbances.areOver(at) ? deletions.of(owner.uid, at) : []);
        const judged = answer(moment, owner.uid, known);
        deletions.add(owner.uid, { uid: object.metadata.uid, at });
        return judged;
      },
    };
  },
});

function answer(moment: Moment, uid: string, known: () => readonly Act[]) {
  const { before } = moment;
  const victim = moment.event.object.metadata.uid;
  const now = before.byUid('ReplicaSet', uid);
  if (
    now?.metadata.deletionTimestamp === undefined &&
    before.tally(uid).active > (now?.spec.replicas ?? Number.POSITIVE_INFINITY) &&
    isActiveIn(before, victim)
  ) {
    return 'holds';
  }
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
    if (!isActiveIn(view, victim)) return false;
    const gone = own.filter((each) => isActiveIn(view, each.uid)).length;
    const wanted = set.spec.replicas + gone;
    const active = activePodsOf(view, set).length;
    return active > wanted || active + adoptablePods(view, set).length > wanted;
  });
  if (isJustified) return 'holds';
  if (!isKnown || now === undefined) return 'irrelevant';
  return violated(
    moment,
    {
      message: `${nameOf(now)} deleted ${nameOf(moment.event.object)} without having too many pods`,
      expected: `more than ${now.spec.replicas} active pods before a deletion`,
      observed: `${before.tally(uid).active} active pods`,
    },
    [now, ...activePodsOf(before, now)],
  );
}

function isActiveIn(view: ClusterView, uid: string): boolean {
  const pod: Pod | undefined = view.byUid('Pod', uid);
  return pod !== undefined && isActive(pod);
}
