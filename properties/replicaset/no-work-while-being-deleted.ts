import { controllerOf } from '../../specs/kubernetes.ts';
import type { OwnerReference } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionBy, isDeletionDecision } from '../vocabulary/attribution.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-OWN-004 for pods that a ReplicaSet creates, deletes, adopts or releases after it got
 * its deletionTimestamp: its controller must not have known yet. At stake whenever such a
 * ReplicaSet loses a pod, which it would have to replace otherwise. */
export const noWorkWhileBeingDeleted = always({
  id: 'replicaset/no-work-while-being-deleted',
  title: 'A ReplicaSet that is being deleted neither creates, deletes, adopts nor releases pods',
  controller: 'Deployment',
  requirements: ['RS-OWN-004'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const owner = controllerOf(moment.event.object) ?? formerController(moment);
      if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
      const now = moment.before.byUid('ReplicaSet', owner.uid);
      if (now?.metadata.deletionTimestamp === undefined) return 'irrelevant';
      const act = actOf(moment);
      if (act === undefined) return isDeletionDecision(moment) ? 'holds' : 'irrelevant';
      const watched = [{ kind: 'ReplicaSet', uid: owner.uid }] as const;
      const wasStaying = moment.couldHaveSeen(watched, (view) => {
        const set = view.byUid('ReplicaSet', owner.uid);
        return set !== undefined && set.metadata.deletionTimestamp === undefined;
      });
      if (wasStaying) return 'holds';
      const pod = nameOf(moment.event.object);
      return violated(
        moment,
        {
          message: `${nameOf(now)} is being deleted and ${act} ${pod}`,
          expected: 'nothing but its status is written for it',
          observed: `${pod} ${act}`,
        },
        [now],
      );
    },
  }),
});

function formerController({ previous }: Moment): OwnerReference | undefined {
  return previous && controllerOf(previous);
}

/** What the ReplicaSet's controller did here, if it was the one. */
function actOf(moment: Moment): 'created' | 'deleted' | 'adopted' | 'released' | undefined {
  const { object, change, actor = 'replicaset-controller' } = moment.event;
  if (isDeletionBy(moment, 'replicaset-controller')) return 'deleted';
  if (actor !== 'replicaset-controller' || change === 'DELETED') return undefined;
  if (change === 'ADDED') return 'created';
  const [before, after] = [formerController(moment), controllerOf(object)];
  if (before === undefined && after !== undefined) return 'adopted';
  // Nameless, it may as well have been the garbage collector.
  const isNamed = moment.event.actor !== undefined;
  return isNamed && before !== undefined && after === undefined ? 'released' : undefined;
}
