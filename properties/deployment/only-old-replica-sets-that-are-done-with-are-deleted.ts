import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy, ownerOfKind } from '../vocabulary/attribution.ts';
import {
  areNumbered,
  beyondHistoryLimit,
  isDoneWith,
  isReportedComplete,
} from '../vocabulary/history-limit.ts';
import { readingsOf } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-HIST-002 for each ReplicaSet that a Deployment deletes: it was an old one, empty in
 * word and deed, and among the lowest revisions beyond the limit. One that is merely not selected
 * any more is never deleted (DEP-OWN-002). */
export const onlyOldReplicaSetsThatAreDoneWithAreDeleted = always({
  id: 'deployment/only-old-replica-sets-that-are-done-with-are-deleted',
  title: 'A Deployment deletes only empty old ReplicaSets beyond its history limit, lowest first',
  controller: 'Deployment',
  requirements: ['DEP-HIST-002', 'DEP-OWN-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const set = moment.previous ?? moment.event.object;
      if (set.kind !== 'ReplicaSet' || !isDeletionBy(moment, 'deployment-controller')) {
        return 'irrelevant';
      }
      if (couldHaveTidiedUp(moment, set)) return 'holds';
      const deployment = ownerOfKind(moment.before, set, 'Deployment');
      if (deployment === undefined) return 'irrelevant';
      const { spec, status } = set;
      return violated(
        moment,
        {
          message: `${nameOf(set)} was deleted by its Deployment`,
          expected: `only empty old ReplicaSets beyond ${deployment.spec.revisionHistoryLimit} go`,
          observed: `it declares ${spec.replicas} replicas and has ${status.replicas}`,
        },
        [deployment, set],
      );
    },
  }),
});

/** Did some sync see good reason to? A delete carries no version: any admissible view will do. */
function couldHaveTidiedUp(moment: Moment, { metadata }: ReplicaSet): boolean {
  const owner = controllerOf({ metadata })?.uid;
  if (owner === undefined) return false;
  const watched: readonly Watched[] = [
    { kind: 'Deployment', uid: owner },
    { kind: 'ReplicaSet', ownedBy: owner },
  ];
  return moment.couldHaveSeen(watched, (view) => mayGo(view, owner, metadata.uid));
}

function mayGo(view: ClusterView, owner: string, uid: string): boolean {
  const deployment = view.byUid('Deployment', owner);
  if (deployment === undefined) return false;
  if (deployment.metadata.deletionTimestamp !== undefined) return false;
  if (deployment.spec.paused !== true && !isReportedComplete(deployment)) return false;
  return readingsOf(view, deployment).some((sets) => {
    const beyond = beyondHistoryLimit(deployment, sets);
    if (beyond.length === 0) return false;
    // Where one has no number, no order is the only right one.
    const candidates = areNumbered(sets) ? beyond : sets;
    return candidates.some((set) => set.metadata.uid === uid && isDoneWith(set));
  });
}
