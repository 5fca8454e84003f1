import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, createSetWrites, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REC-001 where it is decided: when the new ReplicaSet leaves 0. Pods that are still
 * terminating count, finished ones do not. It says nothing where a scaling pass (or a rolling
 * update, before the strategy changed) may have done it. */
export const recreateNeverOverlapsRevisions = always({
  id: 'deployment/recreate-never-overlaps-revisions',
  title: 'Recreate raises the new ReplicaSet only when the pods of all others are gone',
  controller: 'Deployment',
  requirements: ['DEP-REC-001'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: () => {
    const writeOf = createSetWrites();
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
        const isDrained = ({ deployment, sets, view }: SyncView) =>
          deployment.spec.strategy.type === 'Recreate' &&
          otherSets(sets, uid).every((set) => isEmpty(view, set));
        if (couldHaveSynced(moment, write, isDrained, watched)) {
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

function otherSets(sets: readonly ReplicaSet[], uid: string): readonly ReplicaSet[] {
  return sets.filter((set) => set.metadata.uid !== uid);
}

/** No pod that has not ended, in fact and in its report. */
function isEmpty(view: ClusterView, set: ReplicaSet): boolean {
  return livePodsOf(view, set) === 0 && set.status.replicas === 0;
}

/** Pods that have not ended, terminating ones among them. */
function livePodsOf(view: ClusterView, set: ReplicaSet): number {
  const tally = view.tally(set.metadata.uid);
  return tally.all - tally.terminal;
}

function isOtherThanRecreate({ deployment, sets }: SyncView, uid: string, to: number): boolean {
  if (deployment.spec.strategy.type !== 'Recreate') return true;
  return scalingPass(deployment, sets)?.get(uid) === to;
}
