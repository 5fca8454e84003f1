import { always } from '../property.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-007 for each write of a Deployment that sets minReadySeconds: old ReplicaSets keep
 * theirs, by which their pods are judged as long as they have any. */
export const onlyTheNewReplicaSetGetsMinReadySeconds = always({
  id: 'deployment/only-the-new-replica-set-gets-min-ready-seconds',
  title: 'A Deployment sets minReadySeconds on its new ReplicaSet and on no other',
  controller: 'Deployment',
  requirements: ['DEP-RS-007'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined) return 'irrelevant';
        const { minReadySeconds: before = 0 } = write.replaced?.spec ?? {};
        const { minReadySeconds: after = 0 } = write.set.spec;
        if (before === after) return 'irrelevant';
        const { uid } = write.set.metadata;
        const isDue = couldHaveSynced(moment, write, ({ deployment, newSet }) => {
          const isNew = write.replaced === undefined ? !newSet : newSet?.metadata.uid === uid;
          return isNew && (deployment.spec.minReadySeconds ?? 0) === after;
        });
        if (isDue) return 'holds';
        if (!isDeploymentKnown(moment, write)) return 'irrelevant';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        const wanted = deployment?.spec.minReadySeconds ?? 0;
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was given other minReadySeconds`,
            expected: `only the new ReplicaSet gets the ${wanted} of its Deployment`,
            observed: `${before} → ${after}`,
          },
          deployment && [deployment],
        );
      },
    };
  },
});
