/**
 * The Deployment controller: makes one ReplicaSet per pod template and moves the declared replicas
 * from the old ones to the new one as the strategy allows. It never touches a pod.
 *
 * A sync does the first of these that applies: report only (being deleted), scale only (paused),
 * roll back, scale only (the size has changed), or one step of a rollout.
 *
 * Not modelled: events; the selector that selects everything, which apps/v1 refuses; the live list
 * of ReplicaSets when a pod goes (the cache is asked instead); namespaces being terminated.
 */
import type { Feature } from '../../../specs/features.ts';
import { controllerOf, selectorMatches } from '../../../specs/kubernetes.ts';
import type { Deployment, OwnerReference, Pod, ReplicaSet } from '../../../specs/kubernetes.ts';
import type {
  Cache,
  Controller,
  ControllerFactory,
  Notice,
  Sync,
  SyncContext,
} from '../controller.ts';
import { isSame } from '../values.ts';
import { adoptAndRelease } from './adoption.ts';
import { findOrCreate } from './deployment/new-replica-set.ts';
import { notePause } from './deployment/progress.ts';
import { recreate } from './deployment/recreate.ts';
import { compareAge } from './deployment/replica-sets.ts';
import { rollBack, rollbackTarget } from './deployment/rollback.ts';
import { rollOut } from './deployment/rolling.ts';
import { isScalingEvent, scaleOnly } from './deployment/scaling.ts';
import { writeStatus } from './deployment/status.ts';
import { ofKind } from './replicaset/objects.ts';

/** It remembers nothing, and acts on whatever its caches show. */
export const deploymentController: ControllerFactory = (): Controller => ({
  actor: 'deployment-controller',
  watches: ['Deployment', 'ReplicaSet', 'Pod'],
  readsItsWrites: [],
  maxRetries: 15,
  handle: (notice, context) => handleNotice(notice, context).map((key) => ({ key })),
  sync: syncDeployment,
});

/** One look at one Deployment. */
export function* syncDeployment(name: string, context: SyncContext): Sync {
  const { cache } = context;
  const cached = cache.get('Deployment', name);
  if (cached === undefined) return 'done';
  // DEP-OWN-001, DEP-OWN-002, DEP-OWN-003
  const matches = (set: ReplicaSet) => isSelected(set, cached);
  const claimed = yield* adoptAndRelease({ kind: 'ReplicaSet', owner: cached, matches }, cache);
  if (claimed.failed) return 'retry';
  const sets = claimed.owned.toSorted(compareAge);
  const pods = podsToDrain(cached, sets, cache);
  // DEP-HEAL-002: nothing but the status is written once it is being deleted.
  if (cached.metadata.deletionTimestamp !== undefined) {
    const rollout = yield* findOrCreate(cached, sets, false, context);
    return rollout === undefined ? 'retry' : yield* writeStatus(rollout, context);
  }
  // DEP-PAUSE-003
  const deployment = yield* notePause(cached, context);
  if (deployment === undefined) return 'retry';
  // DEP-PAUSE-001, DEP-PAUSE-002
  if (deployment.spec.paused) return yield* scaleOnly(deployment, sets, context);
  // DEP-REV-004
  const target = rollbackTarget(deployment);
  if (target !== undefined) return yield* rollBack(deployment, sets, target, context);
  // DEP-ROLL-004: a new size is served before a new template.
  const found = yield* findOrCreate(deployment, sets, false, context);
  if (found === undefined) return 'retry';
  if (isScalingEvent(found)) return yield* scaleOnly(found.deployment, sets, context);
  const { type } = deployment.spec.strategy;
  switch (type) {
    case 'Recreate':
      return yield* recreate(found.deployment, sets, pods, context);
    case 'RollingUpdate':
      return yield* rollOut(found.deployment, sets, context);
    default:
      return type satisfies never;
  }
}

/** DEP-REC-001: looked at only where pods of old ReplicaSets can be in the way. */
function podsToDrain(
  { spec }: Deployment,
  sets: readonly ReplicaSet[],
  cache: Cache,
): readonly Pod[] {
  if (spec.strategy.type !== 'Recreate') return [];
  return sets.flatMap((set) => cache.owned('Pod', set.metadata.uid));
}

function isSelected(set: ReplicaSet, deployment: Deployment): boolean {
  return selectorMatches(deployment.spec.selector, set.metadata.labels);
}

function handleNotice(
  { kind, before, after }: Notice,
  { cache, features }: SyncContext,
): readonly string[] {
  if (kind === 'ReplicaSet') {
    return handleReplicaSet(ofKind(kind, before), ofKind(kind, after), cache);
  }
  if (kind === 'Pod') {
    return after === undefined ? handlePodGone(ofKind(kind, before), cache, features) : [];
  }
  const deployment = ofKind('Deployment', after ?? before);
  return deployment === undefined ? [] : [deployment.metadata.name];
}

/** DEP-HEAL-001: whoever edits or deletes a ReplicaSet wakes the Deployment that owns it. */
function handleReplicaSet(
  before: ReplicaSet | undefined,
  after: ReplicaSet | undefined,
  cache: Cache,
): readonly string[] {
  const controller = after && controllerOf(after);
  const former = before && controllerOf(before);
  if (after === undefined) return namesOf(former, cache);
  const changedHands = before !== undefined && !isSame(former, controller);
  const formerOwner = changedHands ? namesOf(former, cache) : [];
  if (controller !== undefined) return [...formerOwner, ...namesOf(controller, cache)];
  // DEP-OWN-001: an orphan that is new, or changed in what counts, is offered to those it matches.
  const isNew = before === undefined && after.metadata.deletionTimestamp === undefined;
  const { labels } = after.metadata;
  const isRelabelled = before !== undefined && !isSame(before.metadata.labels, labels);
  if (!isNew && !isRelabelled && !changedHands) return formerOwner;
  const adopters = cache.list('Deployment').filter((deployment) => isSelected(after, deployment));
  return [...formerOwner, ...adopters.map((deployment) => deployment.metadata.name)];
}

/** DEP-REC-003: a Recreate Deployment is woken by the last of its pods, of whatever phase; since
 * 1.37 by each of them. */
function handlePodGone(
  pod: Pod | undefined,
  cache: Cache,
  features: ReadonlySet<Feature>,
): readonly string[] {
  const set = pod && ownerOf('ReplicaSet', controllerOf(pod), cache);
  const deployment = set && ownerOf('Deployment', controllerOf(set), cache);
  if (deployment?.spec.strategy.type !== 'Recreate') return [];
  if (features.has('RecreateHearsOfEveryPod')) return [deployment.metadata.name];
  const left = cache
    .owned('ReplicaSet', deployment.metadata.uid)
    .filter((each) => isSelected(each, deployment))
    .flatMap((each) => cache.owned('Pod', each.metadata.uid));
  return left.length === 0 ? [deployment.metadata.name] : [];
}

function namesOf(controller: OwnerReference | undefined, cache: Cache): readonly string[] {
  const deployment = ownerOf('Deployment', controller, cache);
  return deployment === undefined ? [] : [deployment.metadata.name];
}

/** What a reference points to, if it is of this kind and still the same object. */
function ownerOf<K extends 'Deployment' | 'ReplicaSet'>(
  kind: K,
  controller: OwnerReference | undefined,
  cache: Cache,
) {
  if (controller?.kind !== kind) return undefined;
  const owner = cache.get(kind, controller.name);
  return owner?.metadata.uid === controller.uid ? owner : undefined;
}
