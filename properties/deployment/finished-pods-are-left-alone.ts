import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims the first half of RS-CNT-004 for each deletion that a ReplicaSet decides while it owns
 * finished pods: they are none of its business and never its victims. */
export const finishedPodsAreLeftAlone = always({
  id: 'deployment/finished-pods-are-left-alone',
  title: 'A ReplicaSet never deletes a pod that has Failed or Succeeded',
  controller: 'Deployment',
  requirements: ['RS-CNT-004'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
      const { uid } = moment.event.object.metadata;
      const owner = controllerOf(moment.previous ?? moment.event.object);
      if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
      if (moment.before.tally(owner.uid).terminal === 0) return 'irrelevant';
      const wasRunning = moment.couldHaveSeen([{ kind: 'Pod', uid }], (view) => {
        const pod = view.byUid('Pod', uid);
        return pod !== undefined && !isTerminal(pod);
      });
      if (wasRunning) return 'holds';
      return violated(moment, {
        message: `${nameOf(moment.event.object)} was deleted by its ReplicaSet although it had ended`,
        expected: 'finished pods stay until somebody else removes them',
        observed: 'a finished pod deleted by the ReplicaSet that owns it',
      });
    },
  }),
});
