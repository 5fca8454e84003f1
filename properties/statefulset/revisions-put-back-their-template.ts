/**
 * STS-REV-001, STS-REV-003: a new ControllerRevision holds the template that its set has, or had in
 * some view of the controller, and nothing besides: whoever undoes an update by it gets that
 * template back and leaves the rest of the set alone.
 */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isSameTemplate, templateIn } from '../vocabulary/revisions.ts';

export const revisionsPutBackTheirTemplate = always({
  id: 'statefulset/revisions-put-back-their-template',
  title: 'A revision holds the template of its set and nothing else',
  controller: 'StatefulSet',
  requirements: ['STS-REV-001', 'STS-REV-003'],
  on: ['ControllerRevision'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      if (object.kind !== 'ControllerRevision' || change !== 'ADDED') return 'irrelevant';
      const owner = controllerOf(object);
      if (owner?.kind !== 'StatefulSet' || !isWriteBy(moment, 'statefulset-controller')) {
        return 'irrelevant';
      }
      const { uid } = owner;
      const template = templateIn(object);
      const isTrue =
        template !== undefined &&
        isNothingElse(object) &&
        moment.couldHaveSeen([{ kind: 'StatefulSet', uid }], (view) => {
          const set = view.byUid('StatefulSet', uid);
          return set !== undefined && isSameTemplate(set.spec.template, template);
        });
      if (isTrue) return 'holds';
      const set = moment.before.byUid('StatefulSet', uid);
      return violationAt(moment, {
        message: `${object.metadata.name} does not put back a template of ${owner.name}`,
        expected: `spec.template as ${owner.name} has it, and no other field`,
        observed: JSON.stringify(object.data ?? 'no data').slice(0, 300),
        evidence: set === undefined ? [] : [moment.before.seqOf(set)],
      });
    },
  }),
});

function isNothingElse({ data }: ControllerRevision): boolean {
  const { spec, ...rest } = data as { readonly spec?: object };
  return Object.keys(rest).length === 0 && Object.keys(spec ?? {}).join() === 'template';
}
