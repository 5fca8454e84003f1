import type { Pod, PodTemplate } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-TMPL-001 for every pod that a ReplicaSet creates: whatever the
 * template says is found in the pod. Admission may add to it (OBS-11), and the template may be an
 * earlier one that the controller still saw. */
export const podsCarryTheTemplate = always({
  id: 'replicaset/pods-carry-the-template',
  title: 'A new pod of a ReplicaSet has everything that its template says',
  controller: 'Deployment',
  requirements: ['RS-TMPL-001'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      if (change !== 'ADDED' || object.kind !== 'Pod') return 'irrelevant';
      const owner = controllerOf(object);
      if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
      if (!isWriteBy(moment, 'replicaset-controller')) return 'irrelevant';
      const now = moment.before.byUid('ReplicaSet', owner.uid);
      if (now === undefined) return 'irrelevant';
      const isBlocking = owner.blockOwnerDeletion === true && owner.name === now.metadata.name;
      const missing = missingOf(now.spec.template, object);
      if (isBlocking && missing.length === 0) return 'holds';
      const watched = [{ kind: 'ReplicaSet', uid: owner.uid }] as const;
      const isEarlier = moment.couldHaveSeen(watched, (view) => {
        const set = view.byUid('ReplicaSet', owner.uid);
        return set !== undefined && missingOf(set.spec.template, object).length === 0;
      });
      if (isBlocking && isEarlier) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(object)} lacks what the template of ${nameOf(now)} says`,
          expected: 'labels, annotations, finalizers and spec of the template, and its controller',
          observed: isBlocking ? `differs in ${missing.join(', ')}` : 'a reference of another kind',
        },
        [now],
      );
    },
  }),
});

/** Which parts of the template did not make it into the pod. */
function missingOf(template: PodTemplate, pod: Pod): readonly string[] {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  const { metadata, spec } = pod;
  const fields = new Map<string, unknown>(Object.entries(spec));
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ['labels', labels, metadata.labels],
    ['annotations', annotations, metadata.annotations],
    ['finalizers', finalizers, metadata.finalizers],
    ...Object.entries(template.spec).map(
      ([field, value]) => [`spec.${field}`, value, fields.get(field)] as const,
    ),
  ];
  return parts.filter(([, wanted, actual]) => !survives(wanted, actual)).map(([name]) => name);
}

/** Is everything that is wanted there? Others may have added members and elements. */
function survives(wanted: unknown, actual: unknown): boolean {
  if (wanted === undefined || wanted === null) return true;
  if (typeof wanted !== 'object') return wanted === actual;
  if (Array.isArray(wanted)) {
    const there: readonly unknown[] = Array.isArray(actual) ? actual : [];
    return wanted.every((each) => there.some((other) => survives(each, other)));
  }
  const members = new Map(Object.entries(actual ?? {}));
  return Object.entries(wanted).every(([key, member]) => survives(member, members.get(key)));
}
