import { always } from '../property.ts';
import { couldHaveSynced, setWritesOf } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-PAUSE-001 for each ReplicaSet that is created or resized while its Deployment is
 * paused: only a scaling pass does that (in mid-rollout it resizes even if `replicas` stays). */
export const pausedDeploymentTakesNoRolloutStep = always({
  id: 'deployment/paused-deployment-takes-no-rollout-step',
  title: 'While a Deployment is paused, no ReplicaSet is created and none is resized but to scale',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-001'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined) return 'irrelevant';
        const isCreation = write.replaced === undefined;
        if (!isCreation && write.to === write.from) return 'irrelevant';
        const now = moment.before.byUid('Deployment', write.deploymentUid);
        if (now?.spec.paused !== true) return 'irrelevant';
        const { uid } = write.set.metadata;
        const isFree = couldHaveSynced(
          moment,
          write,
          ({ deployment, sets }) =>
            deployment.spec.paused !== true ||
            (!isCreation && scalingPass(deployment, sets)?.get(uid) === write.to),
        );
        if (isFree) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was ${isCreation ? 'created' : 'resized'} in a pause`,
            expected: 'no change of a ReplicaSet but to scale',
            observed: `${write.from} → ${write.to} replicas`,
          },
          [now, ...moment.before.owned('ReplicaSet', write.deploymentUid)],
        );
      },
    };
  },
});
