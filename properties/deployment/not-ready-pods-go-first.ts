import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { isReady } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-DEL-001 as far as it is exact: pods without a node go before others, then those that
 * do not run, then those that are not ready. What decides among equals (cost, co-location, ages) is
 * left open. A victim is judged against the whole surplus of a view, since a batch has no order. */
export const notReadyPodsGoFirst = always({
  id: 'deployment/not-ready-pods-go-first',
  title: 'A ReplicaSet that shrinks deletes pods that do not serve before pods that do',
  controller: 'Deployment',
  requirements: ['RS-DEL-001'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
      const victim = moment.event.object.metadata.uid;
      const owner = controllerOf(moment.previous ?? moment.event.object);
      if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
      const now = moment.before.byUid('ReplicaSet', owner.uid);
      if (now === undefined || !isChoice(activePodsOf(moment.before, now))) return 'irrelevant';
      const watched: readonly Watched[] = [
        { kind: 'ReplicaSet', uid: owner.uid },
        { kind: 'Pod', ownedBy: owner.uid },
      ];
      const isFair = moment.couldHaveSeen(watched, (view) => {
        const set = view.byUid('ReplicaSet', owner.uid);
        return set !== undefined && isAmongFirst(view, set, victim);
      });
      if (isFair) return 'holds';
      const pods = activePodsOf(moment.before, now);
      const chosen = pods.find((pod) => pod.metadata.uid === victim);
      const better = pods.filter((pod) => chosen && rankOf(pod) < rankOf(chosen));
      return violated(
        moment,
        {
          message: `${nameOf(moment.event.object)} was deleted while less useful pods stay`,
          expected: 'pods without a node, not running or not ready are deleted first',
          observed: `${better.map(nameOf).join(', ') || 'no such pod'} left in place`,
        },
        [now, ...pods],
      );
    },
  }),
});

/** Do these pods differ in what is compared? */
function isChoice(pods: readonly Pod[]): boolean {
  return new Set(pods.map(rankOf)).size > 1;
}

/** Would cutting the surplus of this view reach the victim? */
function isAmongFirst(view: ClusterView, set: ReplicaSet, uid: string): boolean {
  const owned = activePodsOf(view, set);
  const victim = owned.find((pod) => pod.metadata.uid === uid);
  if (victim === undefined) return false;
  const pods = [...owned, ...adoptablePods(view, set)];
  const before = pods.filter((pod) => rankOf(pod) < rankOf(victim)).length;
  return before < pods.length - set.spec.replicas;
}

/** The lower, the sooner it goes. */
function rankOf(pod: Pod): number {
  const phases = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 2 };
  const node = pod.spec.nodeName ? 100 : 0;
  return node + 10 * phases[pod.status.phase ?? 'Pending'] + (isReady(pod) ? 1 : 0);
}
