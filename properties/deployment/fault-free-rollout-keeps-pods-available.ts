import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isDeletionBy, isDeletionDecision, ownerOfKind } from '../vocabulary/attribution.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';
import { isActive, isAvailable, isReady, isTerminal } from '../vocabulary/pods.ts';
import { ownedSets } from '../vocabulary/rollout.ts';
import type { PlainRollout } from '../vocabulary/rollouts.ts';
import { createPlainRollouts } from '../vocabulary/rollouts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-AVAIL-002: the one situation in which pods themselves, not declared sizes, never fall
 * below the minimum. A plain rollout from a complete state; any fault, lost readiness or deletion
 * by anybody but the ReplicaSets ends the promise until the next one. */
export const faultFreeRolloutKeepsPodsAvailable = always({
  id: 'deployment/fault-free-rollout-keeps-pods-available',
  title: 'In a rollout without faults at least replicas minus maxUnavailable pods stay available',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-002'],
  needs: ['global-order'],
  on: ['Deployment', 'ReplicaSet', 'Pod'],
  monitor: (context) => {
    const rollouts = createPlainRollouts(context);
    const faults = createDisturbances(context, () => true);
    return {
      other(event) {
        faults.other(event);
        if (event.event === 'fault' && event.phase !== 'skipped') {
          for (const { deploymentUid } of rollouts.all()) rollouts.end(deploymentUid);
        }
        return 'irrelevant';
      },
      change(moment) {
        rollouts.change(moment);
        const rollout = rolloutOf(moment, rollouts.of);
        if (rollout === undefined) return 'irrelevant';
        if (!rollout.wasComplete || !faults.areOver(rollout.since) || losesPod(moment)) {
          rollouts.end(rollout.deploymentUid);
          return 'irrelevant';
        }
        if (moment.event.object.kind !== 'Pod' || !isDeletionDecision(moment)) return 'irrelevant';
        return answer(moment, rollout, context);
      },
    };
  },
});

/** The plain rollout that this change is part of. */
function rolloutOf(
  { event: { object }, before, previous }: Moment,
  of: (deploymentUid: string) => PlainRollout | undefined,
): PlainRollout | undefined {
  if (object.kind === 'Deployment') return of(object.metadata.uid);
  const set =
    object.kind === 'ReplicaSet'
      ? object
      : (ownerOfKind(before, object, 'ReplicaSet') ??
        ownerOfKind(before, previous ?? object, 'ReplicaSet'));
  const uid = set && controllerOf(set)?.uid;
  return uid === undefined ? undefined : of(uid);
}

/** Did a pod lose readiness or its life, or change hands, without a rollout being to blame? */
function losesPod(moment: Moment): boolean {
  const { object } = moment.event;
  if (object.kind !== 'Pod') return false;
  const before: Pod | undefined = moment.previous?.kind === 'Pod' ? moment.previous : undefined;
  if (before === undefined) return false;
  if (isDeletionDecision(moment)) return !isDeletionBy(moment, 'replicaset-controller');
  if (controllerOf(before)?.uid !== controllerOf(object)?.uid) return true;
  if (!isActive(before)) return false;
  return isTerminal(object) || (isReady(before) && !isReady(object));
}

function answer(moment: Moment, rollout: PlainRollout, context: MonitorContext) {
  const deployment = moment.after.byUid('Deployment', rollout.deploymentUid);
  if (deployment === undefined) return 'irrelevant';
  const sets = ownedSets(moment.after, deployment);
  const available = sets.reduce(
    (sum, set) => sum + availableOf(moment.after, set, context),
    0,
  );
  const { minAvailable } = rollout.posts;
  if (available >= minAvailable) return 'holds';
  return violated(
    moment,
    {
      message: `${nameOf(moment.event.object)} was given up too early in a rollout without faults`,
      expected: `at least ${minAvailable} of ${rollout.replicas} pods available`,
      observed: `${available} available`,
    },
    [deployment, ...sets],
  );
}

function availableOf(view: ClusterView, set: ReplicaSet, context: MonitorContext): number {
  const { uid } = set.metadata;
  const seconds = set.spec.minReadySeconds;
  if (!seconds) return view.tally(uid).ready;
  const atMs = context.epochMs + view.at;
  const tolerance = context.target.clockToleranceMs;
  const pods = [...view.owned('Pod', uid)];
  return pods.filter((pod) => isActive(pod) && isAvailable(pod, seconds, atMs, tolerance)).length;
}
