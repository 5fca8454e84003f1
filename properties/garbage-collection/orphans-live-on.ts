import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty, Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import type { Millis } from '../../specs/scenario.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import {
  createDependents,
  isOrphaning,
  ownedKinds,
  ownersOf,
} from '../vocabulary/dependents.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

const collector = 'garbage-collector';

/** Claims GC-004 for scenarios of one controller: an owner that is deleted with policy Orphan does
 * not go before its dependents are free of it, and the garbage collector takes none of them. What
 * came so late that the collector may not have known it when it let go is not spoken of. */
export function orphansLiveOn(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/orphans-live-on`,
    title: 'What is deleted with policy Orphan leaves what it owned behind, free and untouched',
    controller,
    requirements: ['GC-004'],
    needs: ['global-order'],
    on: ownedKinds(controller),
    monitor: ({ target }) => {
      const dependents = createDependents();
      /** When owners that set their dependents free went; infinity: not yet. */
      const goneAt = new Map<string, Millis>();
      const isLate = (ownerUid: string, uid: string): boolean => {
        const since = dependents.of(ownerUid).find((each) => each.uid === uid)?.since ?? 0;
        return since >= (goneAt.get(ownerUid) ?? 0) - target.stalenessMs;
      };
      const left = (moment: Moment): Answer => {
        const { uid } = moment.event.object.metadata;
        const tied = dependents.of(uid).filter((each) => !isLate(uid, each.uid));
        if (tied.length === 0) return 'holds';
        return violated(moment, {
          message: `${nameOf(moment.event.object)} was deleted with policy Orphan`,
          expected: 'nothing names it as an owner any more',
          observed: tied.map(({ kind, name }) => `${kind}/${name} does`).join(', '),
        });
      };
      const taken = (moment: Moment): Answer => {
        const object = moment.previous ?? moment.event.object;
        const freed = ownersOf(object).find(({ uid }) => goneAt.has(uid));
        if (freed === undefined || isLate(freed.uid, object.metadata.uid)) return 'irrelevant';
        return violated(moment, {
          message: `${nameOf(object)} was collected although its owner was to leave it behind`,
          expected: `left behind by ${freed.kind}/${freed.name}`,
          observed: 'deleted by the garbage collector',
        });
      };
      return {
        change(moment) {
          const { object, change, actor, at } = moment.event;
          const { uid } = object.metadata;
          if (isOrphaning(object)) goneAt.set(uid, Number.POSITIVE_INFINITY);
          const isLeaving = change === 'DELETED' && goneAt.has(uid);
          if (isLeaving) goneAt.set(uid, at);
          // Whoever takes the finalizer away by hand sets nobody free.
          if (isLeaving && (actor ?? collector) !== collector) goneAt.delete(uid);
          const isTaken = actor === collector && isDeletionDecision(moment);
          const isFreeing = isLeaving && goneAt.has(uid);
          const answer = isFreeing ? left(moment) : isTaken ? taken(moment) : 'irrelevant';
          dependents.follow(moment);
          return answer;
        },
      };
    },
  });
}
