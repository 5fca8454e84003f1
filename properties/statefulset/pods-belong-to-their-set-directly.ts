/**
 * STS-REV-007: the controller of a pod that a set selects is the set itself, and no ReplicaSet is
 * ever made for one.
 */
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';

export const podsBelongToTheirSetDirectly = always({
  id: 'statefulset/pods-belong-to-their-set-directly',
  title: 'A new pod belongs to its set directly, with no ReplicaSet in between',
  controller: 'StatefulSet',
  requirements: ['STS-REV-007'],
  on: ['Pod', 'ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const { object, change, actor } = moment.event;
      if (change !== 'ADDED' || actor === 'user' || moment.touched) return 'irrelevant';
      const owner = controllerOf(object);
      if (object.kind === 'ReplicaSet') {
        if (owner?.kind !== 'StatefulSet') return 'irrelevant';
        return violationAt(moment, {
          message: `${owner.name} has the ReplicaSet ${object.metadata.name}`,
          expected: 'pods and revisions, and nothing in between',
          observed: `ReplicaSet/${object.metadata.name}`,
        });
      }
      for (const set of moment.before.list('StatefulSet')) {
        if (!selectorMatches(set.spec.selector, object.metadata.labels)) continue;
        if (owner?.kind === 'StatefulSet') return 'holds';
        return violationAt(moment, {
          message: `${object.metadata.name} does not belong to ${set.metadata.name} directly`,
          expected: `StatefulSet/${set.metadata.name} as its controller`,
          observed: owner === undefined ? 'no controller' : `${owner.kind}/${owner.name}`,
          evidence: [moment.before.seqOf(set)],
        });
      }
      return 'irrelevant';
    },
  }),
});
