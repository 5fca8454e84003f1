import { always } from '../property.ts';
import type { Watched } from '../view.ts';
import { isDrained, livePodsOf, waitsForTheDrain } from '../vocabulary/drained.ts';
import type { SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REC-002 for each ReplicaSet that a Deployment creates under Recreate, of whatever
 * size: the others were drained by then. One for a returning template is there already, at 0. */
export const recreateWithholdsTheNewReplicaSet = always({
  id: 'deployment/recreate-withholds-the-new-replica-set',
  title: 'Recreate creates a ReplicaSet only when the pods of all others are gone',
  controller: 'Deployment',
  requirements: ['DEP-REC-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.replaced !== undefined) return 'irrelevant';
        const now = moment.before.byUid('Deployment', write.deploymentUid);
        if (now?.spec.strategy.type !== 'Recreate') return 'irrelevant';
        const others = [...moment.before.owned('ReplicaSet', write.deploymentUid)];
        if (others.length === 0) return 'irrelevant';
        const watched = others.map(
          (set): Watched => ({ kind: 'Pod', ownedBy: set.metadata.uid }),
        );
        const isDue = ({ deployment, sets, view }: SyncView) =>
          waitsForTheDrain(deployment) && sets.every((set) => isDrained(view, set));
        if (couldHaveSynced(moment, write, isDue, watched)) return 'holds';
        const isOther = couldHaveSynced(
          moment,
          write,
          ({ deployment }) => !waitsForTheDrain(deployment),
        );
        if (isOther || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const left = others.map((set) => `${livePodsOf(moment.before, set)} of ${nameOf(set)}`);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was created beside pods of another revision`,
            expected: 'no pod of another ReplicaSet that has not ended',
            observed: `pods left: ${left.join(', ')}`,
          },
          [now, ...others],
        );
      },
    };
  },
});
