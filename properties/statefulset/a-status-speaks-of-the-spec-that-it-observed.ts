/**
 * STS-STAT-003: a status that says to have observed the present spec names, as update revision, one
 * of the present template. Nothing is said of a revision that is not there (any more).
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isRevisionFor } from '../vocabulary/revisions.ts';
import { ownStatus } from '../vocabulary/stateful-status.ts';

export const aStatusSpeaksOfTheSpecThatItObserved = always({
  id: 'statefulset/a-status-speaks-of-the-spec-that-it-observed',
  title: 'A status that has observed the present spec names a revision of its template',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-003'],
  on: ['StatefulSet'],
  monitor: (context) => ({
    change: (moment) => {
      const set = ownStatus(moment, context);
      if (set === undefined) return 'irrelevant';
      const { observedGeneration, updateRevision } = set.status;
      if (observedGeneration !== set.metadata.generation) return 'irrelevant';
      const revision = moment.after.get('ControllerRevision', updateRevision ?? '');
      if (revision === undefined) return 'irrelevant';
      if (isRevisionFor(revision, set)) return 'holds';
      return violationAt(moment, {
        message: `the status of ${set.metadata.name} has observed a spec that it does not speak of`,
        expected: `an update revision of the template of generation ${observedGeneration ?? 0}`,
        observed: `${revision.metadata.name}, which has another template`,
        evidence: [moment.after.seqOf(revision)],
      });
    },
  }),
});
