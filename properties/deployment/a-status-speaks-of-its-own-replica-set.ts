import { always } from '../property.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-STAT-003 for ReplicaSets that took over the name of one that is gone: what its
 * controller knew of the former must not end up as the status of the new one. A generation that the
 * new one has not had gives it away. */
export const aStatusSpeaksOfItsOwnReplicaSet = always({
  id: 'deployment/a-status-speaks-of-its-own-replica-set',
  title: 'A ReplicaSet that took over a name never reports a generation that it has not had',
  controller: 'Deployment',
  requirements: ['RS-STAT-003'],
  on: ['ReplicaSet'],
  monitor: () => {
    const firstUids = new Map<string, string>();
    return {
      change(moment) {
        const { object, change } = moment.event;
        if (object.kind !== 'ReplicaSet') return 'irrelevant';
        const { name, uid, generation = 0 } = object.metadata;
        const first = firstUids.get(name) ?? uid;
        firstUids.set(name, first);
        const { observedGeneration = 0 } = object.status;
        if (first === uid || change === 'DELETED' || observedGeneration === 0) return 'irrelevant';
        if (observedGeneration <= generation) return 'holds';
        return violated(moment, {
          message: `the status of ${nameOf(object)} is that of its namesake`,
          expected: `observedGeneration up to ${generation}`,
          observed: `observedGeneration ${observedGeneration}, replicas ${object.status.replicas}`,
        });
      },
    };
  },
});
