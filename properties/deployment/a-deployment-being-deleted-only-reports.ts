import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { setActOf } from '../vocabulary/set-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-HEAL-002 for each change of a ReplicaSet whose Deployment is being deleted: its
 * controller did not make it, or did not know yet. Annotations, minReadySeconds and revision of the
 * new ReplicaSet may still be brought up to date. At stake, too, when somebody else deletes one,
 * which would be made again otherwise. */
export const aDeploymentBeingDeletedOnlyReports = always({
  id: 'deployment/a-deployment-being-deleted-only-reports',
  title: 'A Deployment that is being deleted leaves size, owner and existence of ReplicaSets alone',
  controller: 'Deployment',
  requirements: ['DEP-HEAL-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const act = setActOf(moment);
      const owner = act?.owner ?? controllerOf(moment.previous ?? moment.event.object);
      const now = owner && moment.before.byUid('Deployment', owner.uid);
      if (now?.metadata.deletionTimestamp === undefined) return 'irrelevant';
      if (act === undefined) return isDeletionDecision(moment) ? 'holds' : 'irrelevant';
      const { did, set } = act;
      if (did === 'updated') return 'irrelevant';
      const { uid } = now.metadata;
      const wasStaying = moment.couldHaveSeen([{ kind: 'Deployment', uid }], (view) => {
        const deployment = view.byUid('Deployment', uid);
        return deployment !== undefined && deployment.metadata.deletionTimestamp === undefined;
      });
      if (wasStaying) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(now)} is being deleted, and ${nameOf(set)} was ${did} for it`,
          expected: 'no ReplicaSet created, resized, deleted, adopted or released any more',
          observed: `${nameOf(set)} was ${did}`,
        },
        [now],
      );
    },
  }),
});
