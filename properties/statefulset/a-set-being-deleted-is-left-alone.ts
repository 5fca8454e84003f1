/**
 * STS-DEL-001, the promise that remains: once a set is being deleted its controller creates neither
 * pods nor claims and deletes no pod; the garbage collector takes what is there, in no order. Until
 * the controller has seen the deletion it may go on.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { claimOrdinal } from '../vocabulary/claims.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createdPod, deletedPod } from '../vocabulary/stateful-moments.ts';

export const aSetBeingDeletedIsLeftAlone = always({
  id: 'statefulset/a-set-being-deleted-is-left-alone',
  title: 'Once a set is being deleted its controller creates and deletes nothing of it any more',
  controller: 'StatefulSet',
  requirements: ['STS-DEL-001'],
  needs: ['global-order'],
  on: ['StatefulSet', 'Pod', 'PersistentVolumeClaim'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      if (object.kind === 'StatefulSet') return change === 'DELETED' ? 'holds' : 'irrelevant';
      if (object.kind === 'PersistentVolumeClaim') return onClaim(moment);
      const act = createdPod(moment) ?? deletedPod(moment);
      if (act === undefined) return 'irrelevant';
      return act.set === undefined || isLeaving(act.set)
        ? judge(moment, act.setUid, act.setName)
        : 'irrelevant';
    },
  }),
});

function onClaim(moment: Moment): Answer {
  const { object, change, actor } = moment.event;
  if (change !== 'ADDED' || moment.touched) return 'irrelevant';
  if ((actor ?? 'statefulset-controller') !== 'statefulset-controller') return 'irrelevant';
  const sets = [...moment.before.list('StatefulSet')];
  const set = sets.find((each) => claimOrdinal(each, object.metadata.name) !== undefined);
  if (set === undefined || !isLeaving(set)) return 'irrelevant';
  return judge(moment, set.metadata.uid, set.metadata.name);
}

function judge(moment: Moment, uid: string, name: string): Answer {
  const { object, change } = moment.event;
  const mayNotKnow = moment.couldHaveSeen([{ kind: 'StatefulSet', uid }], (view) => {
    const set = view.byUid('StatefulSet', uid);
    return set !== undefined && !isLeaving(set);
  });
  if (mayNotKnow) return 'holds';
  const verb = change === 'ADDED' ? 'created' : 'deleted';
  return violationAt(moment, {
    message: `${object.metadata.name} was ${verb} although ${name} is being deleted`,
    expected: 'nothing but the status of the set is written',
    observed: `${object.kind}/${object.metadata.name} ${verb}`,
  });
}

function isLeaving({ metadata }: StatefulSet): boolean {
  return metadata.deletionTimestamp !== undefined;
}
