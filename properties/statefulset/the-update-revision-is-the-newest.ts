/**
 * STS-REV-001, STS-REV-002: the update revision that a status names holds the template of the
 * generation that it speaks of, and no revision that the controller could not but see has a higher
 * number: one that comes back is raised above the others. Caches of revisions may lag, and nobody
 * waits for them, so that the numbers may tell another story at rest.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isSameTemplate, revisionsOf, templateIn } from '../vocabulary/revisions.ts';

export const theUpdateRevisionIsTheNewest = always({
  id: 'statefulset/the-update-revision-is-the-newest',
  title: 'The update revision holds the template of its set and has the highest number',
  controller: 'StatefulSet',
  requirements: ['STS-REV-001', 'STS-REV-002'],
  on: ['StatefulSet'],
  monitor: () => ({
    change: (moment) => {
      const set = moment.event.object;
      const before = moment.previous as StatefulSet | undefined;
      if (set.kind !== 'StatefulSet' || before === undefined) return 'irrelevant';
      const { updateRevision, observedGeneration } = set.status;
      const { uid } = set.metadata;
      if (!updateRevision || !hasNews(before, set)) return 'irrelevant';
      const update = moment.before.get('ControllerRevision', updateRevision);
      const template = update && templateIn(update);
      if (update === undefined || template === undefined) return 'irrelevant';
      if (controllerOf(update)?.uid !== uid) return 'irrelevant';
      const watched = [
        { kind: 'StatefulSet', uid },
        { kind: 'ControllerRevision', ownedBy: uid },
      ] as const;
      const isTrue = moment.couldHaveSeen(watched, (view) => {
        const seen = view.byUid('StatefulSet', uid);
        if (seen === undefined || seen.metadata.generation !== observedGeneration) return false;
        if (!isSameTemplate(seen.spec.template, template)) return false;
        return revisionsOf([view], seen).every(({ revision }) => revision <= update.revision);
      });
      if (isTrue) return 'holds';
      const others = revisionsOf([moment.before], set).map(
        ({ metadata, revision }) => `${metadata.name} as ${revision}`,
      );
      return violationAt(moment, {
        message: `${set.metadata.name} updates to ${updateRevision}, which is not its newest`,
        expected: `the revision with the template of generation ${observedGeneration}, raised`,
        observed: others.join(', '),
        evidence: [moment.before.seqOf(update)],
      });
    },
  }),
});

/** Does the status speak of another generation, or name another revision? */
function hasNews({ status: former }: StatefulSet, { status }: StatefulSet): boolean {
  return (
    former.observedGeneration !== status.observedGeneration ||
    former.updateRevision !== status.updateRevision
  );
}
