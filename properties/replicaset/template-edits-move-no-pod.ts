import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { Watched } from '../view.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { isActive } from '../vocabulary/pods.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-API-001 for the pods that a ReplicaSet has when its template is changed: it deletes
 * none of them but as one too many. At stake where some of them are there at rest, or where one
 * goes. And the selector by which it knows its pods never changes. */
export const templateEditsMoveNoPod = always({
  id: 'replicaset/template-edits-move-no-pod',
  title: 'A ReplicaSet whose template changes keeps the pods that it has',
  controller: 'Deployment',
  requirements: ['RS-API-001'],
  needs: ['global-order'],
  on: ['ReplicaSet', 'Pod'],
  monitor: () => {
    const older = new Set<string>();
    return {
      change(moment) {
        const { object, change } = moment.event;
        if (object.kind === 'ReplicaSet') {
          if (isRewritten(moment)) {
            for (const { metadata } of activePodsOf(moment.before, object)) older.add(metadata.uid);
          }
          return judgeSelector(moment);
        }
        const isOlder = older.has(object.metadata.uid);
        if (change === 'DELETED') older.delete(object.metadata.uid);
        return isOlder ? judgeDeletion(moment) : 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        return [...older].some((uid) => view.byUid('Pod', uid)) ? 'holds' : 'irrelevant';
      },
    };
  },
});

function isRewritten({ event: { object }, previous }: Moment): boolean {
  if (object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return false;
  return !isSameTemplate(object.spec.template, previous.spec.template);
}

function judgeSelector(moment: Moment) {
  const { object } = moment.event;
  const { previous } = moment;
  if (object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return 'irrelevant';
  if (isEqual(previous.spec.selector, object.spec.selector)) return 'irrelevant';
  return violated(moment, {
    message: `the selector of ${nameOf(object)} changed`,
    expected: JSON.stringify(previous.spec.selector),
    observed: JSON.stringify(object.spec.selector),
  });
}

function judgeDeletion(moment: Moment) {
  if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
  const victim = moment.event.object.metadata.uid;
  const owner = controllerOf(moment.previous ?? moment.event.object);
  if (owner === undefined) return 'irrelevant';
  const watched: readonly Watched[] = [
    { kind: 'ReplicaSet', uid: owner.uid },
    { kind: 'Pod', ownedBy: owner.uid },
  ];
  const isSurplus = moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('ReplicaSet', owner.uid);
    const pod = view.byUid('Pod', victim);
    if (set === undefined || pod === undefined || !isActive(pod)) return false;
    return activePodsOf(view, set).length + adoptablePods(view, set).length > set.spec.replicas;
  });
  if (isSurplus) return 'holds';
  return violated(moment, {
    message: `${nameOf(moment.event.object)} was deleted after the template had changed`,
    expected: 'pods that are there stay as they are',
    observed: `deleted by ReplicaSet/${owner.name}, which had none too many`,
  });
}
