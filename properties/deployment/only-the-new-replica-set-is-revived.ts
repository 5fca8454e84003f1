import { always } from '../property.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { inUse } from '../vocabulary/rollout.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims the way up of DEP-SCALE-005 for each ReplicaSet of size 0 that is raised: it is the new
 * one. Only where none is new yet, as in a pause, the latest takes its place. */
export const onlyTheNewReplicaSetIsRevived = always({
  id: 'deployment/only-the-new-replica-set-is-revived',
  title: 'Of empty ReplicaSets only the new one is raised, or in its absence the latest',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-005'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write?.replaced === undefined || write.from > 0 || write.to === 0) return 'irrelevant';
        const { uid } = write.set.metadata;
        const mayRise = ({ deployment, sets, newSet, target }: SyncView) =>
          newSet === undefined
            ? inUse(sets).length === 0 && scalingPass(deployment, sets)?.get(uid) === write.to
            : target?.metadata.uid === newSet.metadata.uid;
        if (couldHaveSynced(moment, write, mayRise)) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was raised from 0 although it is an old one`,
            expected: 'the new ReplicaSet alone to be raised from 0',
            observed: `0 → ${write.to} replicas`,
          },
          [deployment, ...moment.before.owned('ReplicaSet', write.deploymentUid)],
        );
      },
    };
  },
});
