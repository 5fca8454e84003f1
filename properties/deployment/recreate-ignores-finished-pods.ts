import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer } from '../property.ts';
import { always, isViolation } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Claims the part of DEP-REC-003 that does not depend on what wakes a Deployment up: if it, or one
 * of its ReplicaSets, changed when all that was left of the old pods had ended, then it has looked,
 * and nothing may hold it up any more. */
export const recreateIgnoresFinishedPods = always({
  id: 'deployment/recreate-ignores-finished-pods',
  title: 'Recreate does not wait for old pods that have Failed or Succeeded',
  controller: 'Deployment',
  requirements: ['DEP-REC-003'],
  needs: ['global-order'],
  on: ['Deployment', 'ReplicaSet', 'Pod'],
  monitor: (context) => {
    /** When a Deployment or a ReplicaSet of its own changed last; by ReplicaSet: when a pod did. */
    const lastWake = new Map<string, Millis>();
    const lastPod = new Map<string, Millis>();
    const isAwake = (view: ClusterView, deployment: Deployment) => {
      const woken = lastWake.get(deployment.metadata.uid) ?? 0;
      const quiet = woken - context.target.stalenessMs;
      const old = oldSetsOf(view, deployment);
      return old.every((set) => (lastPod.get(set.metadata.uid) ?? 0) < quiet);
    };
    return {
      change({ event: { object, at }, previous }) {
        const { uid } = object.metadata;
        const owner = controllerOf(previous ?? object)?.uid ?? uid;
        if (object.kind === 'Pod') lastPod.set(owner, at);
        else lastWake.set(object.kind === 'Deployment' ? uid : owner, at);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const deployment of view.list('Deployment')) {
          if (!isOnlyFinishedLeft(view, deployment) || !isAwake(view, deployment)) continue;
          if (!mustBeComplete(view, deployment, context, ['unfinished scaling'])) continue;
          if (!isViolation(answer)) answer = answerFor(view, deployment, event.seq);
        }
        return answer;
      },
    };
  },
});

/** Recreate, and of the old ReplicaSets nothing is left but pods that have ended. */
function isOnlyFinishedLeft(view: ClusterView, deployment: Deployment): boolean {
  if (deployment.spec.strategy.type !== 'Recreate') return false;
  const tallies = oldSetsOf(view, deployment).map((set) => view.tally(set.metadata.uid));
  const isFinished = tallies.every(({ all, terminal }) => all === terminal);
  return isFinished && tallies.some(({ all }) => all > 0);
}

function oldSetsOf(view: ClusterView, deployment: Deployment): readonly ReplicaSet[] {
  const sets = ownedSets(view, deployment);
  const newSet = newSetOf(deployment, sets);
  return sets.filter((set) => set !== newSet);
}

function answerFor(view: ClusterView, deployment: Deployment, at: number): Answer {
  const lack = lackOf(view, deployment);
  if (lack === undefined) return 'holds';
  const sets = [...view.owned('ReplicaSet', deployment.metadata.uid)];
  const pods = sets.flatMap((set) => [...view.owned('Pod', set.metadata.uid)]);
  return {
    message: `Deployment/${deployment.metadata.name} waits for pods that have ended long ago`,
    expected: `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`,
    observed: lack,
    at,
    evidence: [deployment, ...sets, ...pods].map((each) => view.seqOf(each)).sort((a, b) => a - b),
  };
}
