import { always } from '../property.ts';
import type { Watched } from '../view.ts';
import {
  isDrained,
  livePodsOf,
  otherSets,
  waitsForTheDrain,
} from '../vocabulary/drained.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REC-001 where it is decided: when the new ReplicaSet leaves 0. Pods that are still
 * terminating count, finished ones do not. It says nothing where a scaling pass, a rollback by
 * annotation, or a rolling update (before the strategy changed) may have done it. */
export const recreateNeverOverlapsRevisions = always({
  id: 'deployment/recreate-never-overlaps-revisions',
  title: 'Recreate raises the new ReplicaSet only when the pods of all others are gone',
  controller: 'Deployment',
  requirements: ['DEP-REC-001'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.from > 0 || write.to === 0) return 'irrelevant';
        const { uid } = write.set.metadata;
        const now = moment.before.byUid('Deployment', write.deploymentUid);
        if (now?.spec.strategy.type !== 'Recreate') return 'irrelevant';
        const others = otherSets([...moment.before.owned('ReplicaSet', write.deploymentUid)], uid);
        const watched = others.map(
          (set): Watched => ({ kind: 'Pod', ownedBy: set.metadata.uid }),
        );
        const isDue = ({ deployment, sets, view }: SyncView) =>
          waitsForTheDrain(deployment) &&
          otherSets(sets, uid).every((set) => isDrained(view, set));
        if (couldHaveSynced(moment, write, isDue, watched)) {
          return others.length === 0 ? 'irrelevant' : 'holds';
        }
        const isOther = couldHaveSynced(moment, write, (sync) =>
          isOtherThanRecreate(sync, uid, write.to),
        );
        if (isOther || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const pods = others.flatMap((set) => [...moment.before.owned('Pod', set.metadata.uid)]);
        const left = others.map((set) => `${livePodsOf(moment.before, set)} of ${nameOf(set)}`);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was started beside pods of another revision`,
            expected: 'no pod of another ReplicaSet that has not ended',
            observed: `pods left: ${left.join(', ')}`,
          },
          [now, ...others, ...pods],
        );
      },
    };
  },
});

function isOtherThanRecreate({ deployment, sets }: SyncView, uid: string, to: number): boolean {
  if (!waitsForTheDrain(deployment)) return true;
  return scalingPass(deployment, sets)?.get(uid) === to;
}
