import type { ReplicaSet } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always, isViolation } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { inUse, newSetOf, ownedSets, reportedAvailable } from '../vocabulary/rollout.ts';
import type { PlainRollout } from '../vocabulary/rollouts.ts';
import { createPlainRollouts } from '../vocabulary/rollouts.ts';
import { isScalingEvent } from '../vocabulary/scaling-pass.ts';

/** Claims DEP-AVAIL-003 at rest for plain rollouts of which no new pod ever became available: they
 * stop at exactly the sizes that the fence posts leave. */
export const brokenTemplateStopsTheRollout = always({
  id: 'deployment/broken-template-stops-the-rollout',
  title: 'A rollout to pods that never become available stops at the sizes of its fence posts',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-003'],
  on: ['Deployment', 'ReplicaSet', 'Pod'],
  monitor: (context) => {
    const rollouts = createPlainRollouts(context);
    return {
      change(moment) {
        rollouts.change(moment);
        const { object } = moment.event;
        if (object.kind !== 'ReplicaSet') return 'irrelevant';
        for (const rollout of rollouts.all()) {
          if (isAlive(object, rollout)) rollouts.end(rollout.deploymentUid);
        }
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const rollout of rollouts.all()) {
          if (!isViolation(answer) && rollout.posts.minAvailable > 0) {
            answer = answerFor(view, rollout, event.seq);
          }
        }
        return answer;
      },
    };
  },
});

/** Has a new pod become available after all? */
function isAlive(set: ReplicaSet, rollout: PlainRollout): boolean {
  const isOwned = set.metadata.ownerReferences?.some(({ uid }) => uid === rollout.deploymentUid);
  return isOwned === true && set.metadata.uid !== rollout.oldSetUid && reportedAvailable(set) > 0;
}

function answerFor(view: ClusterView, rollout: PlainRollout, at: number): Answer {
  const deployment = view.byUid('Deployment', rollout.deploymentUid);
  const old = view.byUid('ReplicaSet', rollout.oldSetUid);
  if (deployment === undefined || old === undefined) return 'irrelevant';
  const sets = ownedSets(view, deployment);
  // Scaling that does not end is a broken promise too, but another one.
  if (isScalingEvent(deployment, sets)) return 'irrelevant';
  const newSet = newSetOf(deployment, sets);
  const { minAvailable, surge, unavailable } = rollout.posts;
  const size = Math.min(rollout.replicas, surge + unavailable);
  if (old.spec.replicas === minAvailable && newSet?.spec.replicas === size) return 'holds';
  return {
    message: `Deployment/${deployment.metadata.name} did not stop at its fence posts`,
    expected: `${minAvailable} replicas of the old ReplicaSet, ${size} of the new one`,
    observed: inUse(sets).map((set) => `${set.metadata.name}: ${set.spec.replicas}`).join(', '),
    at,
    evidence: [deployment, ...sets].map((each) => view.seqOf(each)).sort((a, b) => a - b),
  };
}
