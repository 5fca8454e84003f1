import type { ReplicaSet } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { always } from '../property.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';
import type { Span } from '../vocabulary/victims.ts';
import {
  couldBeAmongFirst,
  isCheaper,
  isFresher,
  isFresherWithin,
  shrinkingSet,
} from '../vocabulary/victims.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-DEL-003 for every pod that a ReplicaSet deletes while others that are its equal in all
 * that comes before, on the same node, are ready for a time of another order of magnitude. Within
 * one order chance decides. The controller's clock is known as far as the spec that it must have
 * seen: it cannot have looked before that was written. */
export const longReadyPodsStay = always({
  id: 'replicaset/long-ready-pods-stay',
  title: 'Among equals, pods that are ready for the shortest time by far go first',
  controller: 'Deployment',
  requirements: ['RS-DEL-003'],
  needs: ['global-order', 'LogarithmicScaleDown'],
  on: ['ReplicaSet', 'Pod'],
  monitor: ({ epochMs, target }) => {
    const written = new Map<string, Millis>();
    const spanOf = ({ metadata: { uid, generation } }: ReplicaSet, at: Millis): Span => {
      const since = Math.max(at - target.stalenessMs, written.get(`${uid} ${generation}`) ?? 0);
      const tolerance = target.clockToleranceMs;
      return { from: epochMs + since - tolerance, to: epochMs + at + tolerance };
    };
    return {
      change(moment) {
        const { object, at } = moment.event;
        if (object.kind === 'ReplicaSet') {
          const version = `${object.metadata.uid} ${object.metadata.generation}`;
          if (!written.has(version)) written.set(version, at);
          return 'irrelevant';
        }
        const set = shrinkingSet(moment);
        if (set === undefined) return 'irrelevant';
        const pods = activePodsOf(moment.before, set);
        const victim = pods.find(({ metadata }) => metadata.uid === object.metadata.uid);
        if (victim === undefined) return 'irrelevant';
        const span = spanOf(set, at);
        const peers = pods.filter((pod) => !isCheaper(pod, victim) && !isCheaper(victim, pod));
        const fresher = peers.filter((pod) => isFresher(pod, victim, span));
        const isChoice = fresher.length > 0 || peers.some((pod) => isFresher(victim, pod, span));
        if (!isChoice) return 'irrelevant';
        const orderIn = (seen: ReplicaSet) => isFresherWithin(spanOf(seen, at));
        if (couldBeAmongFirst(moment, set.metadata.uid, orderIn)) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(victim)} was deleted although it is ready for longer by far`,
            expected: 'pods that are ready for a much shorter time are deleted first',
            observed: `${fresher.map(nameOf).join(', ') || 'no fresher pod'} left in place`,
          },
          [set, ...peers],
        );
      },
    };
  },
});
