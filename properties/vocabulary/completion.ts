/** When a rollout has nothing left to wait for, and what complete means (DEP-ROLL-001). */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isActive, isAvailable } from './pods.ts';
import { newSetOf, ownedSets, reportedAvailable } from './rollout.ts';

/** Is anything that a rollout may legally wait for at rest out of the way? Then it must be complete:
 * whichever replicas the new ReplicaSet has are available, and fence posts never forbid the next
 * step. */
export function mustBeComplete(
  view: ClusterView,
  deployment: Deployment,
  context: MonitorContext,
): boolean {
  const { spec, metadata } = deployment;
  if (metadata.deletionTimestamp !== undefined || spec.paused === true) return false;
  const sets = ownedSets(view, deployment);
  const newSet = newSetOf(deployment, sets);
  const old = sets.filter((set) => set !== newSet);
  if (spec.strategy.type === 'Recreate' && isRecreateHeldUp(view, old, context)) return false;
  return newSet === undefined || isWhollyAvailable(view, newSet, context);
}

/** What is missing from a complete rollout; undefined when nothing is. */
export function lackOf(view: ClusterView, deployment: Deployment): string | undefined {
  const { replicas } = deployment.spec;
  const sets = ownedSets(view, deployment);
  const newSet = newSetOf(deployment, sets);
  if (newSet === undefined) return 'no ReplicaSet has the template';
  const available = reportedAvailable(newSet);
  if (newSet.spec.replicas !== replicas || available !== replicas) {
    return `the new ReplicaSet declares ${newSet.spec.replicas} and reports ${available} available`;
  }
  const left = sets.filter(
    (set) => set !== newSet && (set.spec.replicas > 0 || set.status.replicas > 0),
  );
  if (left.length === 0) return undefined;
  return left
    .map((set) => `${set.metadata.name} still declares ${set.spec.replicas}`)
    .join(', ');
}

function isWhollyAvailable(
  view: ClusterView,
  newSet: ReplicaSet,
  context: MonitorContext,
): boolean {
  const tally = view.tally(newSet.metadata.uid);
  if (tally.ready < tally.active) return false;
  const seconds = newSet.spec.minReadySeconds;
  if (!seconds) return true;
  const atMs = context.epochMs + view.at;
  return [...view.owned('Pod', newSet.metadata.uid)].every(
    (pod) =>
      !isActive(pod) || isAvailable(pod, seconds, atMs, -context.target.clockToleranceMs),
  );
}

/** Recreate waits for old pods to go, and, while a finished one lies about, for something to wake it
 * up (DEP-REC-003), which only the count of terminating replicas reliably does. */
function isRecreateHeldUp(
  view: ClusterView,
  old: readonly ReplicaSet[],
  { target }: MonitorContext,
): boolean {
  const isWoken = target.features.includes('DeploymentReplicaSetTerminatingReplicas');
  return old.some((set) => {
    const tally = view.tally(set.metadata.uid);
    return tally.terminating > 0 || (tally.terminal > 0 && !isWoken);
  });
}
