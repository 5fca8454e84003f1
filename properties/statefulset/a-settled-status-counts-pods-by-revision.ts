/**
 * STS-STAT-002: at rest the status counts, of the pods that stay, those of its current revision and
 * those of its update revision, by the label that they carry and not by their ordinals.
 */
import { eventually } from '../property.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';
import { countedPods, settledCounts } from '../vocabulary/stateful-status.ts';
import { revisionOf } from '../vocabulary/stateful-steps.ts';

export const aSettledStatusCountsPodsByRevision = eventually({
  id: 'statefulset/a-settled-status-counts-pods-by-revision',
  title: 'At rest the status counts the pods of its two revisions, without those that terminate',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-002'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { currentRevision, updateRevision } = sight.set.status;
      if (currentRevision === undefined || updateRevision === undefined) continue;
      const staying = [...countedPods(sight)].filter((pod) => !isTerminating(pod));
      const of = (revision: string) =>
        staying.filter((pod) => revisionOf(pod) === revision).length;
      yield settledCounts(sight, {
        currentReplicas: of(currentRevision),
        updatedReplicas: of(updateRevision),
      });
    }
  },
});
