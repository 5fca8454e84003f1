import type { Deployment } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Answer, MonitorContext } from '../property.ts';
import { always, isViolation } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { mustBeComplete } from '../vocabulary/completion.ts';
import { isSameTemplate, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-RS-001 at rest: there is a ReplicaSet with the Deployment's template, and of those
 * that it made itself (and that never left it) there is only one. Each collision of names may
 * leave one more (DEP-RS-005). */
export const oneReplicaSetHasTheTemplate = always({
  id: 'deployment/one-replica-set-has-the-template',
  title: 'At rest exactly one ReplicaSet of a Deployment has its template',
  controller: 'Deployment',
  requirements: ['DEP-RS-001', 'DEP-RS-005', 'DEP-HEAL-001'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    /** ReplicaSets that changed hands: adopting one may legally double a template. */
    const adopted = new Set<string>();
    return {
      change({ event, previous }) {
        const { object } = event;
        const owner = controllerOf(object)?.uid;
        const from = previous === undefined ? owner : controllerOf(previous)?.uid;
        if (owner === undefined || owner !== from) adopted.add(object.metadata.uid);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const deployment of view.list('Deployment')) {
          if (isViolation(answer)) break;
          const next = answerFor(view, deployment, adopted, event.seq, context);
          if (next !== 'irrelevant') answer = next;
        }
        return answer;
      },
    };
  },
});

function answerFor(
  view: ClusterView,
  deployment: Deployment,
  adopted: ReadonlySet<string>,
  at: number,
  context: MonitorContext,
): Answer {
  const { spec, metadata } = deployment;
  if (metadata.deletionTimestamp !== undefined || spec.paused === true) return 'irrelevant';
  const fitting = ownedSets(view, deployment).filter((set) =>
    isSameTemplate(set.spec.template, spec.template),
  );
  const own = fitting.filter((set) => !adopted.has(set.metadata.uid));
  const allowed = 1 + (deployment.status.collisionCount ?? 0);
  if (fitting.length > 0 && own.length <= allowed) return 'holds';
  if (fitting.length === 0 && !mustBeComplete(view, deployment, context)) return 'irrelevant';
  return {
    message: `Deployment/${metadata.name} has ${fitting.length} ReplicaSets with its template`,
    expected: 'exactly one',
    observed: fitting.map((set) => set.metadata.name).join(', ') || 'none',
    at,
    evidence: [deployment, ...fitting].map((each) => view.seqOf(each)).sort((a, b) => a - b),
  };
}
