import { always } from '../property.ts';
import type { SetWrite, SyncView } from '../vocabulary/resizes.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { highestRevision, revisionNumberOf } from '../vocabulary/revision-numbers.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REV-001 for each number that a Deployment gives: only the new ReplicaSet gets one,
 * and it is one more than the highest of the old ones. A returning template is numbered like a
 * fresh one (DEP-REV-002). Two ReplicaSets may share a number for a moment, since the old ones may
 * be seen late. */
export const aNewRevisionIsOneAboveTheOthers = always({
  id: 'deployment/a-new-revision-is-one-above-the-others',
  title: 'The new ReplicaSet is numbered one above the highest of the old ones',
  controller: 'Deployment',
  requirements: ['DEP-REV-001', 'DEP-REV-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined) return 'irrelevant';
        const given = revisionNumberOf(write.set);
        const former = write.replaced && revisionNumberOf(write.replaced);
        if (write.replaced !== undefined && given === former) return 'irrelevant';
        if (couldHaveSynced(moment, write, (sync) => given === nextNumberFor(write, sync))) {
          return 'holds';
        }
        if (!isDeploymentKnown(moment, write)) return 'irrelevant';
        const { uid } = write.set.metadata;
        const others = [...moment.before.owned('ReplicaSet', write.deploymentUid)].filter(
          (set) => set.metadata.uid !== uid,
        );
        const numbers = others.map((set) => `${nameOf(set)} has ${revisionNumberOf(set)}`);
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} got revision ${given}`,
            expected: 'one more than the highest number of the other ReplicaSets',
            observed: numbers.join(', ') || 'there is no other ReplicaSet',
          },
          others,
        );
      },
    };
  },
});

/** The number that the written ReplicaSet is due, if it is the new one. */
function nextNumberFor({ set, replaced }: SetWrite, sync: SyncView): number | undefined {
  const { uid } = set.metadata;
  const isNew = replaced === undefined ? !sync.newSet : sync.newSet?.metadata.uid === uid;
  if (!isNew) return undefined;
  return highestRevision(sync.sets.filter((each) => each.metadata.uid !== uid)) + 1;
}
