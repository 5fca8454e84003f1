import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { ownedKinds } from '../vocabulary/dependents.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims GC-006 for every version of an object that is being deleted, in scenarios of one
 * controller: it stays so, with no more time than it had, and once gone its uid is gone for
 * good. */
export function aDeletionIsNeverTakenBack(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/a-deletion-is-never-taken-back`,
    title: 'What is being deleted stays so, and gets no more time',
    controller,
    requirements: ['GC-006'],
    on: ownedKinds(controller),
    monitor: () => {
      const gone = new Set<string>();
      return {
        change(moment) {
          const { object, change } = moment.event;
          const { uid } = object.metadata;
          const isBack = change === 'ADDED' && gone.has(uid);
          if (change === 'DELETED') gone.add(uid);
          const before = moment.previous?.metadata;
          const broken = isBack ? 'its uid was gone' : before && problemOf(before, object.metadata);
          if (broken === undefined) {
            return before?.deletionTimestamp === undefined ? 'irrelevant' : 'holds';
          }
          return violated(
            moment,
            {
              message: `the deletion of ${nameOf(object)} was taken back`,
              expected: 'deletionTimestamp stays, the grace period only gets shorter',
              observed: broken,
            },
            moment.previous && [moment.previous],
          );
        },
      };
    },
  });
}

type Meta = KubernetesObject['metadata'];

function problemOf(before: Meta, after: Meta): string | undefined {
  if (before.deletionTimestamp === undefined) return undefined;
  if (after.deletionTimestamp === undefined) return 'no deletionTimestamp any more';
  const [had = 0, has = 0] = [before.deletionGracePeriodSeconds, after.deletionGracePeriodSeconds];
  return has > had ? `grace of ${has} s after ${had} s` : undefined;
}
