import { always } from '../property.ts';
import {
  declaredTotal,
  desiredReplicasAnnotation,
  inUse,
  notedNumber,
} from '../vocabulary/rollout.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-SCALE-002 and -003 for each write that tells a ReplicaSet in use of new replicas: it
 * gets exactly the share that follows from the sizes seen. With one ReplicaSet in use the share is
 * everything, which plain-scaling-resizes-one-replica-set looks at; here two or more must be. */
export const proportionalScalingSharesBySize = always({
  id: 'deployment/proportional-scaling-shares-by-size',
  title: 'Scaling in mid-rollout resizes every ReplicaSet in use by its share of the total',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-002', 'DEP-SCALE-003', 'DEP-SCALE-004'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write?.replaced === undefined || write.from === 0) return 'irrelevant';
        const before = notedNumber(write.replaced, desiredReplicasAnnotation);
        const after = notedNumber(write.set, desiredReplicasAnnotation);
        if (before === undefined || before === after) return 'irrelevant';
        const { uid } = write.set.metadata;
        const isShare = ({ deployment, sets, isLate }: SyncView) =>
          isLate
            ? after === deployment.spec.replicas
            : scalingPass(deployment, sets)?.get(uid) === write.to;
        const sets = [...moment.before.owned('ReplicaSet', write.deploymentUid)];
        if (couldHaveSynced(moment, write, isShare)) {
          return inUse(sets).length > 1 ? 'holds' : 'irrelevant';
        }
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const share = scalingPass(deployment, sets)?.get(uid);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} got another share than its size says`,
            expected: share === undefined ? 'no scaling pass' : `${share} replicas`,
            observed: `${write.from} → ${write.to} of ${declaredTotal(sets)} declared`,
          },
          [deployment, ...sets],
        );
      },
    };
  },
});
