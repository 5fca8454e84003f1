import type { Deployment } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always, isViolation } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';
import { inUse, isSameTemplate, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-AVAIL-004 at rest for Deployments that left a revision of which no pod was ready: its
 * replicas must not hold up the rollout away from it. */
export const rolloutLeavesABrokenRevision = always({
  id: 'deployment/rollout-leaves-a-broken-revision',
  title: 'A rollout away from pods that never got ready completes all the same',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-004'],
  on: ['Deployment'],
  monitor: (context) => {
    const leaving = new Set<string>();
    return {
      change(moment) {
        const { uid } = moment.event.object.metadata;
        if (moment.event.change === 'DELETED') leaving.delete(uid);
        else if (leavesBrokenPods(moment)) leaving.add(uid);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const uid of leaving) {
          const deployment = view.byUid('Deployment', uid);
          if (deployment?.spec.strategy.type !== 'RollingUpdate') continue;
          if (!mustBeComplete(view, deployment, context)) continue;
          if (!isViolation(answer)) answer = answerFor(view, deployment, event.seq);
        }
        return answer;
      },
    };
  },
});

/** The template changed, and of a ReplicaSet in use not one pod was ready. */
function leavesBrokenPods({ event, previous, before }: Moment): boolean {
  if (event.object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
  if (isSameTemplate(event.object.spec.template, previous.spec.template)) return false;
  return inUse(ownedSets(before, previous)).some(
    (set) => before.tally(set.metadata.uid).ready === 0,
  );
}

function answerFor(view: ClusterView, deployment: Deployment, at: number): Answer {
  const lack = lackOf(view, deployment);
  if (lack === undefined) return 'holds';
  const sets = [...view.owned('ReplicaSet', deployment.metadata.uid)];
  return {
    message: `Deployment/${deployment.metadata.name} does not get away from a broken revision`,
    expected: `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`,
    observed: lack,
    at,
    evidence: [deployment, ...sets].map((each) => view.seqOf(each)).sort((a, b) => a - b),
  };
}
