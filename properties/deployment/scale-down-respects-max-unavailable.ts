import { always } from '../property.ts';
import { declaredTotal, fencePostsOf, inUse, reportedAvailable } from '../vocabulary/rollout.ts';
import type { SetWrite, SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-AVAIL-001 for each write that lowers an old ReplicaSet in a rolling update, counting
 * what ReplicaSets declare and report (pods may lag behind both). Two writes to one ReplicaSet in
 * one sync are judged together; writes to others may belong to an earlier sync and are not. */
export const scaleDownRespectsMaxUnavailable = always({
  id: 'deployment/scale-down-respects-max-unavailable',
  title: 'A rolling update gives up old replicas only as far as maxUnavailable allows',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-001', 'DEP-SURGE-003'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.to >= write.from) return 'irrelevant';
        if (couldHaveSynced(moment, write, (sync) => isAllowed(sync, write))) return 'holds';
        const isOther = couldHaveSynced(moment, write, (sync) => isOtherThanRolling(sync, write));
        if (isOther || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        const sets = [...moment.before.owned('ReplicaSet', write.deploymentUid)];
        const available = sets.reduce((sum, set) => sum + reportedAvailable(set), 0);
        const least = deployment && fencePostsOf(deployment).minAvailable;
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was lowered from ${write.from} to ${write.to} too early`,
            expected: `at least ${least ?? '?'} replicas stay available in some view`,
            observed:
              `${available} reported available of ${declaredTotal(sets)} declared, ` +
              `${write.from - write.to} given up`,
          },
          deployment ? [deployment, ...sets] : sets,
        );
      },
    };
  },
});

/** Unhealthy replicas may go within the overall budget; healthy ones only above the minimum. */
function isAllowed({ deployment, sets, newSet, target }: SyncView, write: SetWrite): boolean {
  if (target === undefined || target === newSet) return false;
  if (deployment.spec.strategy.type !== 'RollingUpdate') return false;
  const { minAvailable } = fencePostsOf(deployment);
  const newUnavailable = newSet ? newSet.spec.replicas - reportedAvailable(newSet) : 0;
  const budget = declaredTotal(sets) - minAvailable - newUnavailable;
  if (budget <= 0) return false;
  const unhealthy = Math.max(0, target.spec.replicas - reportedAvailable(target));
  const counted = [...inUse(sets).filter((set) => set !== newSet), ...(newSet ? [newSet] : [])];
  const available = counted.reduce((sum, set) => sum + reportedAvailable(set), 0);
  const lowered = target.spec.replicas - write.to;
  return lowered <= Math.min(budget, unhealthy) + Math.max(0, available - minAvailable);
}

/** A scaling pass, Recreate, and cutting the new ReplicaSet back to `replicas` have other rules. */
function isOtherThanRolling(
  { deployment, sets, newSet, target }: SyncView,
  { to }: SetWrite,
): boolean {
  if (target === undefined) return false;
  if (scalingPass(deployment, sets)?.get(target.metadata.uid) === to) return true;
  if (target === newSet) return to === deployment.spec.replicas;
  return deployment.spec.strategy.type === 'Recreate' && to === 0;
}
