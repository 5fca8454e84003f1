/**
 * DS-DEL-001: for a DaemonSet that is being deleted its controller writes nothing at all, not even
 * the status (other controllers still do), unless it may not have known yet. At stake whenever such
 * a set loses a pod, which it would have to replace otherwise.
 */
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import { isDeletionBy, isDeletionDecision } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { nameOf } from '../vocabulary/violation.ts';

export const noWorkWhileBeingDeleted = always({
  id: 'daemonset/no-work-while-being-deleted',
  title: 'For a DaemonSet that is being deleted nothing is written, not even its status',
  controller: 'DaemonSet',
  requirements: ['DS-DEL-001'],
  on: ['Pod', 'ControllerRevision', 'DaemonSet'],
  monitor: () => ({
    change: (moment) => {
      const { object } = moment.event;
      const setUid = setUidOf(moment);
      const set = setUid === undefined ? undefined : moment.before.byUid('DaemonSet', setUid);
      if (set?.metadata.deletionTimestamp === undefined) return 'irrelevant';
      const act = actOf(moment);
      if (act === undefined) return isDeletionDecision(moment) ? 'holds' : 'irrelevant';
      const watched = { kind: 'DaemonSet', uid: set.metadata.uid } as const;
      const wasStaying = moment.couldHaveSeen([watched], (view) => {
        const seen = view.byUid('DaemonSet', set.metadata.uid);
        return seen !== undefined && seen.metadata.deletionTimestamp === undefined;
      });
      if (wasStaying) return 'holds';
      return violationAt(moment, {
        message: `${nameOf(object)} was ${act} although ${set.metadata.name} is being deleted`,
        expected: 'nothing is written for it',
        observed: `${nameOf(object)} ${act}`,
        evidence: [moment.before.seqOf(set)],
      });
    },
  }),
});

function setUidOf({ event: { object }, previous }: Moment): string | undefined {
  if (object.kind === 'DaemonSet') return object.metadata.uid;
  const owner = controllerOf(object) ?? (previous && controllerOf(previous));
  return owner?.kind === 'DaemonSet' ? owner.uid : undefined;
}

/** What the set's controller did here, if it was the one. */
function actOf(moment: Moment): string | undefined {
  const { object, change, actor = 'daemonset-controller' } = moment.event;
  if (isDeletionBy(moment, 'daemonset-controller')) return 'deleted';
  if (actor !== 'daemonset-controller' || change === 'DELETED') return undefined;
  if (change === 'ADDED') return 'created';
  const { previous } = moment;
  if (previous === undefined) return undefined;
  if (object.kind === 'DaemonSet') return isStatusChanged(object, previous) ? 'updated' : undefined;
  return controllerOf(previous) === undefined && controllerOf(object) !== undefined
    ? 'adopted'
    : undefined;
}

function isStatusChanged(object: KubernetesObject, previous: KubernetesObject): boolean {
  if (object.kind !== 'DaemonSet' || previous.kind !== 'DaemonSet') return false;
  return !isEqual(object.status, previous.status);
}
