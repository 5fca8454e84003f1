/**
 * STS-ID-002: a new pod carries its name, its ordinal and the full name of its revision as labels,
 * besides the labels of that revision's template.
 */
import type { Labels } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { podIndexLabel, podNameLabel, revisionLabel } from '../vocabulary/ordinals.ts';
import { templateIn } from '../vocabulary/revisions.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const podsCarryIdentityLabels = always({
  id: 'statefulset/pods-carry-identity-labels',
  title: 'A new pod is labelled with its name, its ordinal and its revision',
  controller: 'StatefulSet',
  requirements: ['STS-ID-002'],
  on: ['Pod'],
  monitor: ({ target }) => ({
    change: (moment) => {
      const act = createdPod(moment);
      if (act?.ordinal === undefined) return 'irrelevant';
      const { pod, ordinal, setName } = act;
      const labels = pod.metadata.labels ?? {};
      const revision = labels[revisionLabel] ?? '';
      const expected: Labels = {
        ...templateLabels(moment.before, revision),
        [podNameLabel]: pod.metadata.name,
        ...(target.features.includes('PodIndexLabel') && { [podIndexLabel]: String(ordinal) }),
      };
      const wrong = Object.keys(expected).filter((key) => labels[key] !== expected[key]);
      const isRevision = revision.startsWith(`${setName}-`);
      if (wrong.length === 0 && isRevision) return 'holds';
      const show = (from: Labels) => wrong.map((key) => `${key}=${from[key] ?? ''}`);
      return violationAt(moment, {
        message: `${pod.metadata.name} does not carry its identity`,
        expected: [
          ...show(expected),
          ...(isRevision ? [] : [`${revisionLabel}=${setName}-…`]),
        ].join(', '),
        observed: [...show(labels), ...(isRevision ? [] : [`${revisionLabel}=${revision}`])].join(
          ', ',
        ),
      });
    },
  }),
});

/** The labels of the template that a revision puts back; none where it cannot be read. */
function templateLabels(view: ClusterView, revision: string): Labels {
  const stored = view.get('ControllerRevision', revision);
  return (stored && templateIn(stored)?.metadata?.labels) ?? {};
}
