import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import {
  declaredTotal,
  desiredReplicasAnnotation,
  fencePostsOf,
  maxReplicasAnnotation,
  notedNumber,
} from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-004 for each ReplicaSet that a Deployment creates: its size is exactly the room
 * that the old ones leave, up to all replicas, and the sizes that it was made for are noted on it.
 * Under Recreate it starts complete. */
export const aNewReplicaSetStartsWhereTheSurgeAllows = always({
  id: 'deployment/a-new-replica-set-starts-where-the-surge-allows',
  title: 'A ReplicaSet is created at the size for which the old ones and the surge leave room',
  controller: 'Deployment',
  requirements: ['DEP-RS-004'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.replaced !== undefined) return 'irrelevant';
        if (couldHaveSynced(moment, write, (sync) => isAsCreated(sync, write.set))) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const others = [...moment.before.owned('ReplicaSet', write.deploymentUid)];
        const { maxTotal } = fencePostsOf(deployment);
        const noted = [desiredReplicasAnnotation, maxReplicasAnnotation].map(
          (annotation) => notedNumber(write.set, annotation) ?? 'nothing',
        );
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was created at the wrong size`,
            expected: `room for ${maxTotal} in all, of which ${declaredTotal(others)} are taken`,
            observed: `${write.to} replicas, made for ${noted.join(' of at most ')}`,
          },
          [deployment, ...others],
        );
      },
    };
  },
});

function isAsCreated({ deployment, sets, newSet }: SyncView, set: ReplicaSet): boolean {
  if (newSet !== undefined) return false;
  const { replicas, strategy } = deployment.spec;
  const { maxTotal } = fencePostsOf(deployment);
  const room = strategy.type === 'Recreate' ? replicas : maxTotal - declaredTotal(sets);
  return (
    set.spec.replicas === Math.min(replicas, Math.max(0, room)) &&
    notedNumber(set, desiredReplicasAnnotation) === replicas &&
    notedNumber(set, maxReplicasAnnotation) === maxTotal
  );
}
