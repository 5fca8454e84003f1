import type { Deployment } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { declaredTotal, fencePostsOf } from '../vocabulary/rollout.ts';
import type { SetWrite, SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { asksForRollback } from '../vocabulary/revision-numbers.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-SURGE-001 for each write that raises a declared size. It bounds what is declared, not
 * how many pods there are, and says nothing about a total that is too high for other reasons. A
 * rollback by annotation makes the ReplicaSet of the present template before it looks for the one
 * to go back to, under Recreate at full size. */
export const declaredTotalStaysWithinMaxSurge = always({
  id: 'deployment/declared-total-stays-within-max-surge',
  title: 'No ReplicaSet is raised so that more than replicas plus maxSurge are declared',
  controller: 'Deployment',
  requirements: ['DEP-SURGE-001'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.to <= write.from) return 'irrelevant';
        const { uid } = write.set.metadata;
        const fits = ({ deployment, sets }: SyncView) =>
          totalWith(sets, uid, write.to) <= fencePostsOf(deployment).maxTotal ||
          scalingPass(deployment, sets)?.get(uid) === write.to ||
          isMadeForARollback(deployment, write);
        if (couldHaveSynced(moment, write, fits)) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const sets = [...moment.before.owned('ReplicaSet', write.deploymentUid)];
        const { maxTotal, surge } = fencePostsOf(deployment);
        const total = totalWith(sets, uid, write.to);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was raised beyond replicas plus maxSurge`,
            expected: `at most ${maxTotal} declared (${deployment.spec.replicas} + ${surge})`,
            observed: `${total} declared, ${write.from} → ${write.to} here`,
          },
          [deployment, ...sets],
        );
      },
    };
  },
});

function isMadeForARollback(deployment: Deployment, { replaced, to }: SetWrite): boolean {
  if (deployment.spec.strategy.type !== 'Recreate' || replaced !== undefined) return false;
  return asksForRollback(deployment) && to === deployment.spec.replicas;
}

function totalWith(sets: SyncView['sets'], uid: string, size: number): number {
  return declaredTotal(sets.filter((set) => set.metadata.uid !== uid)) + size;
}
