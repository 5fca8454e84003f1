/** When a rollout has nothing left to wait for, and what complete means (DEP-ROLL-001). */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isActive, isAvailable } from './pods.ts';
import { inUse, newSetOf, ownedSets, reportedAvailable } from './rollout.ts';
import { isScalingEvent } from './scaling-pass.ts';

/** What may hold up a rollout at rest without being its fault. */
export type Excuse = 'unfinished scaling' | 'finished pods';

/** Is everything that a rollout may wait for at rest out of the way? Then it must be complete: the
 * replicas that the new ReplicaSet has are available, and fence posts never forbid the next step.
 * Which excuses count is up to the claim; each has one that lets it not count. */
export function mustBeComplete(
  view: ClusterView,
  deployment: Deployment,
  context: MonitorContext,
  excuses: readonly Excuse[] = ['unfinished scaling', 'finished pods'],
): boolean {
  const { spec, metadata } = deployment;
  if (metadata.deletionTimestamp !== undefined || spec.paused === true) return false;
  const sets = ownedSets(view, deployment);
  if (excuses.includes('unfinished scaling') && isScalingEvent(deployment, sets)) return false;
  const newSet = newSetOf(deployment, sets);
  const old = sets.filter((set) => set !== newSet);
  const isExcused = excuses.includes('finished pods');
  const isDrained = spec.strategy.type === 'Recreate' && inUse(old).length === 0;
  if (isDrained) {
    const hasFinished = sets.some((set) => view.tally(set.metadata.uid).terminal > 0);
    if (isExcused && hasFinished) return false;
    if (old.some((set) => isRunningStill(view, set))) return false;
  }
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

/** Recreate waits until these are gone. While a finished pod of any ReplicaSet is left, something
 * else has to wake it up then, which may be no earlier than its progress deadline, or never
 * (DEP-REC-003): the end of a pod wakes it only when no pod is left at all. */
function isRunningStill(view: ClusterView, old: ReplicaSet): boolean {
  const { all, terminal } = view.tally(old.metadata.uid);
  return all > terminal;
}
