import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Names end in five random characters of an alphabet without vowels, so that they spell nothing;
 * what stands before them is cut so that the whole is a DNS label. */
const tailLength = 5;
const tail = /^[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const headMax = 63 - tailLength;

/** Claims RS-NAME-001 for every pod that a ReplicaSet creates. */
export const podsAreNamedAfterTheirReplicaSet = always({
  id: 'replicaset/pods-are-named-after-their-replica-set',
  title: "A pod's name is that of its ReplicaSet, cut where it is too long, and a random tail",
  controller: 'Deployment',
  requirements: ['RS-NAME-001'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      const owner = controllerOf(object);
      if (change !== 'ADDED' || owner?.kind !== 'ReplicaSet') return 'irrelevant';
      if (!isWriteBy(moment, 'replicaset-controller')) return 'irrelevant';
      const head = `${owner.name}-`.slice(0, headMax);
      const { name } = object.metadata;
      if (name.startsWith(head) && tail.test(name.slice(head.length))) return 'holds';
      return violated(moment, {
        message: `${nameOf(object)} is not named after ReplicaSet/${owner.name}`,
        expected: `${head} and ${tailLength} random characters`,
        observed: name,
      });
    },
  }),
});
