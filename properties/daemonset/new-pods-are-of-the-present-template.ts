/**
 * DS-UPD-002: every new pod is made from the present template and carries the hash of the revision
 * that stands for it, and the number of the template generation, whatever the strategy.
 */
import type { ControllerRevision, Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { couldHaveSeenDaemons, createdDaemon } from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import { hashOf, hasTemplateGeneration, updateHashes } from '../vocabulary/daemon-steps.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { revisionLabel } from '../vocabulary/ordinals.ts';
import { equalRevisions, isMadeFrom } from '../vocabulary/revisions.ts';

const generationAnnotation = 'deprecated.daemonset.template.generation';

export const newPodsAreOfThePresentTemplate = always({
  id: 'daemonset/new-pods-are-of-the-present-template',
  title: 'A new pod is made from the present template and carries the hash of its revision',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-002'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = createdDaemon(moment);
      if (act?.set === undefined) return 'irrelevant';
      const { pod, set } = act;
      const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) =>
        mayHaveMade(sight, pod),
      );
      if (isJustified) return 'holds';
      const revisions = equalRevisions([moment.before], set);
      return violationAt(moment, {
        message: `${pod.metadata.name} was not made from the present template`,
        expected: `hash ${describeSome(revisions.flatMap(labelOf))} and its template`,
        observed: `hash ${hashOf(pod) ?? 'none'}; ${imagesOf(pod)}`,
        evidence: [moment.before.seqOf(set), ...revisions.map((each) => moment.before.seqOf(each))],
      });
    },
  }),
});

/** Where the revision is not recognised (it may be gone), only the template tells. */
function mayHaveMade(sight: DaemonSight, pod: Pod): boolean {
  const { set, view, newest } = sight;
  if (!isMadeFrom(pod, set.spec.template)) return false;
  const isNumbered = set.metadata.annotations?.[generationAnnotation] !== undefined;
  if (isNumbered && !hasTemplateGeneration(sight, pod)) return false;
  const hash = hashOf(pod) ?? '';
  if (updateHashes(sight)?.has(hash)) return true;
  // A name that is taken by an equal revision is used as it is, whoever owns that one.
  const equal = equalRevisions([view, newest], set).flatMap(labelOf);
  return equal.length === 0 ? hash !== '' : equal.includes(hash);
}

function labelOf({ metadata }: ControllerRevision): readonly string[] {
  const label = metadata.labels?.[revisionLabel];
  return label === undefined ? [] : [label];
}

function imagesOf(pod: Pod): string {
  return pod.spec.containers.map(({ image }) => image).join(', ');
}
