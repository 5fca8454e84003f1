/**
 * DS-REV-003, the cluster's half of it: a new revision keeps the whole template of that moment, as
 * a patch that replaces whatever is there. That is all that an undo applies.
 */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { revisionsFor } from '../vocabulary/revisions.ts';

export const revisionsPutTheTemplateBack = always({
  id: 'daemonset/revisions-put-the-template-back',
  title: 'A new revision replaces the template by the one of its moment',
  controller: 'DaemonSet',
  requirements: ['DS-REV-003'],
  on: ['ControllerRevision'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      const owner = controllerOf(object);
      if (change !== 'ADDED' || object.kind !== 'ControllerRevision') return 'irrelevant';
      if (owner?.kind !== 'DaemonSet') return 'irrelevant';
      if (!isWriteBy(moment, 'daemonset-controller')) return 'irrelevant';
      const { name, uid } = object.metadata;
      const watched = { kind: 'DaemonSet', uid: owner.uid } as const;
      const isWhole = moment.couldHaveSeen([watched], (view) => {
        const set = view.byUid('DaemonSet', owner.uid);
        if (set === undefined) return false;
        return revisionsFor([moment.after], set).some(({ metadata }) => metadata.uid === uid);
      });
      if (isWhole && replaces(object)) return 'holds';
      return violationAt(moment, {
        message: `${name} does not put back a template that ${owner.name} had`,
        expected: 'the whole template, with $patch: replace',
        observed: JSON.stringify(object.data),
      });
    },
  }),
});

function replaces({ data }: ControllerRevision): boolean {
  const patch = data as { spec?: { template?: { $patch?: string } } } | undefined;
  return patch?.spec?.template?.$patch === 'replace';
}
