/**
 * STS-REV-001, STS-REV-002: at rest no two revisions of a set hold the same template, whatever came
 * back how often: a template that returns has its former revision.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isSameTemplate, revisionsOf, templateIn } from '../vocabulary/revisions.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';

export const oneRevisionPerTemplate = eventually({
  id: 'statefulset/one-revision-per-template',
  title: 'At rest a set has one revision for each of its templates',
  controller: 'StatefulSet',
  requirements: ['STS-REV-001', 'STS-REV-002'],
  *settled(view, context) {
    for (const { set } of settledSets(view, context)) {
      const revisions = revisionsOf([view], set);
      if (revisions.length === 0) continue;
      const subject = keyOf(set);
      const twins = revisions.filter((each) => revisions.some((other) => areTwins(each, other)));
      if (twins.length === 0) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: 'a template of its own in every revision',
        observed: `the same in ${twins.map(({ metadata }) => metadata.name).join(', ')}`,
        evidence: twins.map((twin) => view.seqOf(twin)),
      };
    }
  },
});

function areTwins(one: ControllerRevision, other: ControllerRevision): boolean {
  if (one.metadata.uid === other.metadata.uid) return false;
  const [left, right] = [templateIn(one), templateIn(other)];
  return left !== undefined && right !== undefined && isSameTemplate(left, right);
}
