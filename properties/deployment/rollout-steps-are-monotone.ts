import { always } from '../property.ts';
import type { SetWrite, SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-ROLL-005 for each resize: towards the new ReplicaSet, up to `replicas` and no
 * further. Only a scaling pass goes the other way, and a new ReplicaSet above `replicas` is cut
 * back to it. */
export const rolloutStepsAreMonotone = always({
  id: 'deployment/rollout-steps-are-monotone',
  title: 'A rollout raises the new ReplicaSet up to replicas and lowers the old ones, never back',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-005'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write?.replaced === undefined || write.to === write.from) return 'irrelevant';
        if (couldHaveSynced(moment, write, (sync) => isForward(sync, write))) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was resized against the direction of the rollout`,
            expected: `the new ReplicaSet grows up to ${deployment.spec.replicas}, old ones shrink`,
            observed: `${write.from} → ${write.to}`,
          },
          [deployment, ...moment.before.owned('ReplicaSet', write.deploymentUid)],
        );
      },
    };
  },
});

function isForward({ deployment, sets, newSet, target }: SyncView, { to }: SetWrite): boolean {
  if (target === undefined) return false;
  const { replicas } = deployment.spec;
  const from = target.spec.replicas;
  if (scalingPass(deployment, sets)?.get(target.metadata.uid) === to) return true;
  if (target !== newSet) return to <= from;
  return to >= from ? to <= replicas : to === replicas;
}
