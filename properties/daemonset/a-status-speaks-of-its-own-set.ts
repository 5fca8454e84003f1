/**
 * DS-STAT-002 for sets that took over the name of one that is gone: what the controller knew of the
 * former must not end up as the status of the new one. A generation that the new one has not had
 * gives it away.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';

export const aStatusSpeaksOfItsOwnSet = always({
  id: 'daemonset/a-status-speaks-of-its-own-set',
  title: 'A set that took over a name never reports a generation that it has not had',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-002'],
  on: ['DaemonSet'],
  monitor: () => {
    const firstUids = new Map<string, string>();
    return {
      change: (moment) => {
        const { object, change } = moment.event;
        if (object.kind !== 'DaemonSet') return 'irrelevant';
        const { name, uid, generation = 0 } = object.metadata;
        const first = firstUids.get(name) ?? uid;
        firstUids.set(name, first);
        const { observedGeneration = 0, desiredNumberScheduled } = object.status;
        if (first === uid || change === 'DELETED' || observedGeneration === 0) return 'irrelevant';
        if (observedGeneration <= generation) return 'holds';
        return violationAt(moment, {
          message: `the status of ${name} is that of its namesake`,
          expected: `observedGeneration up to ${generation}`,
          observed: `observedGeneration ${observedGeneration}, desired ${desiredNumberScheduled}`,
        });
      },
    };
  },
});
