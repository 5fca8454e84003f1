/**
 * STS-STAT-003 for sets that took over the name of one that is gone: what the controller knew of
 * the former must not end up as the status of the new one. A generation that the new one has not
 * had gives it away.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { writtenStatus } from '../vocabulary/stateful-status.ts';

export const aStatusSpeaksOfItsOwnSet = always({
  id: 'statefulset/a-status-speaks-of-its-own-set',
  title: 'A set that took over a name never reports a generation that it has not had',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-003'],
  on: ['StatefulSet'],
  monitor: () => {
    const firstUids = new Map<string, string>();
    return {
      change: (moment) => {
        const { object } = moment.event;
        const { name, uid, generation = 0 } = object.metadata;
        const first = firstUids.get(name) ?? uid;
        firstUids.set(name, first);
        const set = writtenStatus(moment);
        if (first === uid || set === undefined) return 'irrelevant';
        const { observedGeneration = 0, replicas } = set.status;
        if (observedGeneration <= generation) return 'holds';
        return violationAt(moment, {
          message: `the status of ${name} is that of its namesake`,
          expected: `observedGeneration up to ${generation}`,
          observed: `observedGeneration ${observedGeneration}, replicas ${replicas}`,
        });
      },
    };
  },
});
