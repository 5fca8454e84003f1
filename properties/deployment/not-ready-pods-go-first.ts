import type { Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';
import type { GoesBefore } from '../vocabulary/victims.ts';
import { couldBeAmongFirst, serviceOf, shrinkingSet } from '../vocabulary/victims.ts';
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
      const now = shrinkingSet(moment);
      if (now === undefined || !isChoice(activePodsOf(moment.before, now))) return 'irrelevant';
      if (couldBeAmongFirst(moment, now.metadata.uid, () => servesLess)) return 'holds';
      const victim = moment.event.object.metadata.uid;
      const pods = activePodsOf(moment.before, now);
      const chosen = pods.find((pod) => pod.metadata.uid === victim);
      const better = pods.filter((pod) => chosen && servesLess(pod, chosen));
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

const servesLess: GoesBefore = (left, right) => serviceOf(left) < serviceOf(right);

/** Do these pods differ in what is compared? */
function isChoice(pods: readonly Pod[]): boolean {
  return new Set(pods.map(serviceOf)).size > 1;
}
