import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty, Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import type { Dependents } from '../vocabulary/dependents.ts';
import {
  createDependents,
  isWaiting,
  ownedKinds,
  ownerNamed,
  ownersOf,
} from '../vocabulary/dependents.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

const collector = 'garbage-collector';

/** Claims GC-003 for scenarios of one controller, in two steps that together put pods before
 * ReplicaSets before Deployments. An owner that is deleted in the foreground does not go before a
 * dependent that blocks it; and what goes with it, but has dependents of its own, goes in the
 * foreground too. The collector may not know yet of dependents that have just come. */
export function ownersWaitForWhatBlocksThem(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/owners-wait-for-what-blocks-them`,
    title: 'What is deleted in the foreground goes after everything that it owns',
    controller,
    requirements: ['GC-003'],
    needs: ['global-order'],
    on: ownedKinds(controller),
    monitor: ({ target }) => {
      const dependents = createDependents();
      const awaiting = new Set<string>();
      return {
        change(moment) {
          const { object } = moment.event;
          const { uid } = object.metadata;
          const horizon = moment.event.at - target.stalenessMs;
          const answer = judge(moment, dependents, awaiting.has(uid), horizon);
          dependents.follow(moment);
          if (isWaiting(object) && dependents.of(uid).length > 0) awaiting.add(uid);
          return answer;
        },
      };
    },
  });
}

function judge(
  moment: Moment,
  dependents: Dependents,
  isAwaited: boolean,
  horizon: number,
): Answer {
  const { object, change, actor = collector } = moment.event;
  // Whoever takes the finalizer away by hand waits for nobody.
  const isLetGo = change === 'DELETED' && isAwaited && actor === collector;
  if (!isLetGo && !isCollected(moment)) return 'irrelevant';
  const known = dependents.of(object.metadata.uid).filter(({ since }) => since < horizon);
  if (isLetGo) {
    const left = known.filter(({ isBlocking }) => isBlocking);
    if (left.length === 0) return 'holds';
    const names = left.map(({ kind, name }) => `${kind}/${name}`).join(', ');
    return violated(moment, {
      message: `${nameOf(object)} was deleted in the foreground and went before what it owns`,
      expected: 'everything that blocks it is gone',
      observed: `${names} left`,
    });
  }
  if (known.length === 0) return 'irrelevant';
  if (change === 'MODIFIED' && isWaiting(object)) return 'holds';
  return violated(moment, {
    message: `${nameOf(object)} is deleted for an owner that waits, without waiting itself`,
    expected: 'deleted in the foreground, as it has dependents',
    observed: 'deleted at once',
  });
}

/** Is it the garbage collector that deletes it here, because every owner is gone or waits for it,
 * and at least one waits? */
function isCollected(moment: Moment): boolean {
  if (moment.event.actor !== collector || !isDeletionDecision(moment)) return false;
  const owners = ownersOf(moment.previous ?? moment.event.object);
  const found = owners.map((each) => ownerNamed(moment.before, each));
  return found.some((owner) => owner !== undefined && owner !== 'unknown' && isWaiting(owner));
}
