/**
 * STS-ORD-002: while nothing of an ordered set was ever deleted, adopted or released and its start
 * did not move, its pods appear one ordinal after the other, without gaps.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isOrdered, rangeOf } from '../vocabulary/ordinals.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

interface Course {
  readonly first: number;
  next: number;
  isVoid: boolean;
  evidence: number;
}

export const firstCreationsAscend = always({
  id: 'statefulset/first-creations-ascend',
  title: 'The first pods of a set are created in ascending order without gaps',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-002'],
  on: ['StatefulSet', 'Pod'],
  monitor: () => {
    const courses = new Map<string, Course>();

    function onSet(set: StatefulSet): void {
      const { first } = rangeOf(set);
      const course = courses.get(set.metadata.uid);
      if (course !== undefined) course.isVoid ||= course.first !== first;
      else if (isOrdered(set)) {
        courses.set(set.metadata.uid, { first, next: first, isVoid: false, evidence: -1 });
      }
    }

    /** Adoption, release, deletion: whatever is not a plain life of a created pod. */
    function onOtherPodChange(moment: Moment, pod: Pod): void {
      const owners = [controllerOf(pod)?.uid, controllerOf(moment.previous ?? pod)?.uid];
      const isLeaving =
        owners[0] !== owners[1] ||
        moment.event.change === 'DELETED' ||
        pod.metadata.deletionTimestamp !== undefined;
      if (!isLeaving) return;
      for (const owner of owners) {
        const course = owner === undefined ? undefined : courses.get(owner);
        if (course !== undefined) course.isVoid = true;
      }
    }

    return {
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'StatefulSet') onSet(object);
        if (object.kind !== 'Pod') return 'irrelevant';
        const act = createdPod(moment);
        if (act === undefined) {
          onOtherPodChange(moment, object);
          return 'irrelevant';
        }
        const course = courses.get(act.setUid);
        if (course === undefined || course.isVoid) return 'irrelevant';
        const { next, evidence } = course;
        if (act.ordinal === next) {
          course.next += 1;
          course.evidence = moment.event.seq;
          return 'holds';
        }
        return violationAt(moment, {
          message: `${object.metadata.name} was created out of order`,
          expected: `${act.setName}-${next}`,
          observed: object.metadata.name,
          evidence: [evidence],
        });
      },
    };
  },
});
