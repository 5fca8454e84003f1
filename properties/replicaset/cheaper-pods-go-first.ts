import { always } from '../property.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';
import {
  couldBeAmongFirst,
  deletionCostOf,
  isCheaper,
  serviceOf,
  shrinkingSet,
} from '../vocabulary/victims.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-DEL-002 for every pod that a ReplicaSet deletes while it has others that serve alike
 * and cost more or less. */
export const cheaperPodsGoFirst = always({
  id: 'replicaset/cheaper-pods-go-first',
  title: 'Among pods that serve alike, those with the lower deletion cost go first',
  controller: 'Deployment',
  requirements: ['RS-DEL-002'],
  needs: ['global-order', 'PodDeletionCost'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const set = shrinkingSet(moment);
      if (set === undefined) return 'irrelevant';
      const pods = activePodsOf(moment.before, set);
      const { uid } = moment.event.object.metadata;
      const victim = pods.find(({ metadata }) => metadata.uid === uid);
      if (victim === undefined) return 'irrelevant';
      const cost = deletionCostOf(victim);
      const peers = pods.filter((pod) => serviceOf(pod) === serviceOf(victim));
      if (peers.every((pod) => deletionCostOf(pod) === cost)) return 'irrelevant';
      if (couldBeAmongFirst(moment, set.metadata.uid, () => isCheaper)) return 'holds';
      const cheaper = peers.filter((pod) => deletionCostOf(pod) < cost);
      return violated(
        moment,
        {
          message: `${nameOf(victim)} was deleted although it costs more than pods that stay`,
          expected: 'pods with a lower deletion cost are deleted first',
          observed: `cost ${cost}; ${cheaper.map(nameOf).join(', ') || 'no cheaper pod'} left`,
        },
        [set, ...peers],
      );
    },
  }),
});
