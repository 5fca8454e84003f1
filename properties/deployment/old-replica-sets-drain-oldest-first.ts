import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import {
  compareAge,
  inUse,
  newSetOf,
  ownedSets,
  reportedAvailable,
} from '../vocabulary/rollout.ts';
import type { SetWrite, SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';
import type { ClusterView } from '../view.ts';

/** Claims DEP-ROLL-002 for each write that lowers an old ReplicaSet in a rolling update while
 * several are in use. Replicas that are not available go first, whatever the age, but among those
 * the oldest again. */
export const oldReplicaSetsDrainOldestFirst = always({
  id: 'deployment/old-replica-sets-drain-oldest-first',
  title: 'A rolling update lowers an old ReplicaSet only when every older one is drained',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.to >= write.from) return 'irrelevant';
        const now = moment.before.byUid('Deployment', write.deploymentUid);
        if (now === undefined || now.spec.strategy.type !== 'RollingUpdate') return 'irrelevant';
        const sets = ownedSets(moment.before, now);
        const newSet = newSetOf(now, sets);
        if (inUse(sets).filter((set) => set !== newSet).length < 2) return 'irrelevant';
        const older = olderInUse(sets, write).filter((set) => set !== newSet);
        const isNext = (sync: SyncView) => isOldestLeft(sync, write, moment.before);
        if (couldHaveSynced(moment, write, isNext)) return 'holds';
        const isOther = couldHaveSynced(moment, write, (sync) => isOtherThanRolling(sync, write));
        if (isOther || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const left = older.map((set) => `${nameOf(set)} still declares ${set.spec.replicas}`);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was lowered before an older ReplicaSet`,
            expected: 'the oldest ReplicaSet in use is lowered first',
            observed: left.join(', '),
          },
          [now, ...older],
        );
      },
    };
  },
});

function olderInUse(sets: readonly ReplicaSet[], write: SetWrite): readonly ReplicaSet[] {
  return inUse(sets).filter(
    (set) => set.metadata.uid !== write.set.metadata.uid && compareAge(set, write.set) < 0,
  );
}

/** Every older ReplicaSet is drained, or was by this very sync, which by now shows in `latest`; for
 * unavailable replicas: it has none left. */
function isOldestLeft(
  { sets, newSet, target }: SyncView,
  write: SetWrite,
  latest: ClusterView,
): boolean {
  if (target === undefined || target === newSet) return false;
  const older = olderInUse(sets, write).filter((set) => set !== newSet);
  const isCleaning = write.to >= reportedAvailable(target);
  return older.every((set) => {
    const size = latest.byUid('ReplicaSet', set.metadata.uid)?.spec.replicas ?? 0;
    return size === 0 || (isCleaning && size <= reportedAvailable(set));
  });
}

function isOtherThanRolling({ deployment, sets, target, newSet }: SyncView, write: SetWrite) {
  if (target === undefined || target === newSet) return true;
  if (deployment.spec.strategy.type === 'Recreate') return true;
  return scalingPass(deployment, sets)?.get(target.metadata.uid) === write.to;
}
