import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import type { Watched } from '../view.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { isActive } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims the first half of RS-CNT-004 for each deletion that a ReplicaSet decides while it owns
 * finished pods: they are none of its business and never its victims. A pod that has just ended may
 * have been a victim while it ran, if there were too many. */
export const finishedPodsAreLeftAlone = always({
  id: 'deployment/finished-pods-are-left-alone',
  title: 'A ReplicaSet never deletes a pod that has Failed or Succeeded',
  controller: 'Deployment',
  requirements: ['RS-CNT-004'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
      const victim = moment.event.object.metadata.uid;
      const owner = controllerOf(moment.previous ?? moment.event.object);
      if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
      if (moment.before.tally(owner.uid).terminal === 0) return 'irrelevant';
      const now = moment.before.byUid('Pod', victim);
      if (now !== undefined && isActive(now)) return 'holds';
      const watched: readonly Watched[] = [
        { kind: 'ReplicaSet', uid: owner.uid },
        { kind: 'Pod', ownedBy: owner.uid },
      ];
      const isSurplus = moment.couldHaveSeen(watched, (view) => {
        const set = view.byUid('ReplicaSet', owner.uid);
        const pod = view.byUid('Pod', victim);
        if (set === undefined || pod === undefined || !isActive(pod)) return false;
        const active = activePodsOf(view, set).length;
        return active + adoptablePods(view, set).length > set.spec.replicas;
      });
      if (isSurplus) return 'holds';
      return violated(moment, {
        message: `${nameOf(moment.event.object)} had ended and was deleted by its ReplicaSet`,
        expected: 'finished pods stay until somebody else removes them',
        observed: 'a finished pod deleted by the ReplicaSet that owns it',
      });
    },
  }),
});
