/**
 * The StatefulSet controller of Kubernetes 1.36 and 1.37, one sync at a time: revisions; the wanted
 * ordinals in ascending order; the claims of pods that must go; those pods, the highest ordinal
 * first; the update, the highest ordinal first; the status. OrderedReady leaves off at the first
 * step that acted or has to wait, Parallel goes through them all (STS-ORD-*, STS-PAR-*).
 *
 * Nothing wakes it when a claim changes: like the real one it looks at claims only when a pod or
 * the set itself gives it a reason.
 *
 * Not modelled: events and metrics; requests of one parallel batch that overlap (they are sent one
 * after the other, in any order); the first look at identity and storage of a pod that a parallel
 * sync created in the same breath; revisions that mean the same in different bytes; writes that
 * change nothing.
 */
import type { Feature } from '../../../specs/features.ts';
import type {
  ControllerRevision,
  Kind,
  KubernetesObject,
  Pod,
  StatefulSet,
} from '../../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../../specs/kubernetes.ts';
import type { Cache, Controller, Notice, Steps, Sync, SyncContext, Wake } from '../controller.ts';
import { adoptAndRelease } from './adoption.ts';
import { isReady, nextAvailabilityMs } from './pod-state.ts';
import type { RevisionsInUse } from './statefulset/revisions.ts';
import { isInRange, isMemberOf, missingPod, ordinalOf, startOf } from './statefulset/identity.ts';
import type { Progress, SetView } from './statefulset/replicas.ts';
import {
  forEachPod,
  isUnavailable,
  processCondemned,
  processReplica,
  releaseClaims,
} from './statefulset/replicas.ts';
import { revisionsOf, settleRevisions, truncateHistory } from './statefulset/revisions.ts';
import type { SetStatus } from './statefulset/status.ts';
import { completeUpdate, hasNews, statusOf, withStatus } from './statefulset/status.ts';
import { updateReplicas } from './statefulset/update.ts';

const ownWrites: readonly Kind[] = ['StatefulSet', 'Pod', 'PersistentVolumeClaim'];
/** How often a status write that meets a conflict is tried before the sync gives up. */
const statusAttempts = 5;

/** Makes the controller as its process starts; it remembers nothing between syncs. */
export function statefulSetController(features: ReadonlySet<Feature>): Controller {
  return {
    actor: 'statefulset-controller',
    watches: ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'ControllerRevision'],
    readsItsWrites: features.has('StaleControllerConsistencyStatefulSet') ? ownWrites : [],
    handle,
    sync: syncStatefulSet,
  };
}

function handle({ kind, before, after }: Notice, { cache }: SyncContext): readonly Wake[] {
  const object = after ?? before;
  if (object === undefined) return [];
  if (kind === 'StatefulSet') return [{ key: object.metadata.name }];
  if (kind !== 'Pod') return [];
  return wakesFor(before as Pod | undefined, after as Pod | undefined, cache);
}

/** The sets that own the pod or owned it, or that might adopt it. */
function wakesFor(before: Pod | undefined, after: Pod | undefined, cache: Cache): readonly Wake[] {
  const wakes: Wake[] = [];
  const former = before && ownerOf(before, cache);
  if (after === undefined) return former ? [{ key: former.metadata.name }] : [];
  const owner = ownerOf(after, cache);
  if (former && former !== owner) wakes.push({ key: former.metadata.name });
  if (owner) {
    const key = owner.metadata.name;
    const minReadySeconds = owner.spec.minReadySeconds ?? 0;
    wakes.push({ key });
    if (before && !isReady(before) && isReady(after) && minReadySeconds > 0) {
      wakes.push({ key, afterMs: minReadySeconds * 1000 }); // STS-STAT-004
    }
  } else if (controllerOf(after) === undefined && mayMatter(before, after)) {
    for (const set of cache.list('StatefulSet')) {
      if (selectorMatches(set.spec.selector, after.metadata.labels)) {
        wakes.push({ key: set.metadata.name }); // STS-OWN-001
      }
    }
  }
  return wakes;
}

function ownerOf(object: KubernetesObject, cache: Cache): StatefulSet | undefined {
  const reference = controllerOf(object);
  if (reference?.kind !== 'StatefulSet') return undefined;
  const set = cache.get('StatefulSet', reference.name);
  return set?.metadata.uid === reference.uid ? set : undefined;
}

/** An orphan is news when it is new, was let go, or carries other labels. */
function mayMatter(before: Pod | undefined, after: Pod): boolean {
  if (before === undefined) return after.metadata.deletionTimestamp === undefined;
  return controllerOf(before) !== undefined || !sameLabels(before, after);
}

function sameLabels(before: Pod, after: Pod): boolean {
  const left = Object.entries(before.metadata.labels ?? {});
  const right = after.metadata.labels ?? {};
  return (
    left.length === Object.keys(right).length && left.every(([key, value]) => right[key] === value)
  );
}

function* syncStatefulSet(key: string, context: SyncContext): Sync {
  const { cache } = context;
  const set = cache.get('StatefulSet', key);
  if (set === undefined) return 'done';
  if (!(yield* adoptRevisions(set, cache))) return 'retry';
  const { owned: pods, failed } = yield* adoptAndRelease(
    {
      kind: 'Pod',
      owner: set,
      matches: (pod) =>
        selectorMatches(set.spec.selector, pod.metadata.labels) && isMemberOf(set, pod),
    },
    cache,
  ); // STS-OWN-001
  if (failed) return 'retry';

  const nowMs = context.nowMs();
  const revisions = revisionsOf(set, cache);
  const inUse = yield* settleRevisions(set, revisions, cache);
  const status = inUse && (yield* updateStatefulSet(set, inUse, pods, context, nowMs));
  const truncated = yield* truncateHistory(set, pods, revisions, inUse);
  if (status === undefined || !truncated) return 'retry';

  // STS-STAT-004: look again at the moment at which the next pod becomes available.
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return 'done';
  const next = nextAvailabilityMs(pods, minReadySeconds, nowMs);
  return { requeueAfterMs: next === undefined ? minReadySeconds * 1000 : remaining(next) };

  function remaining(planned: number): number {
    return Math.max(0, planned - (context.nowMs() - nowMs));
  }
}

/** STS-REV-005: takes over revisions without a controller, so that history survives its owner.
 * A set that is being deleted must not, and does nothing else either while there are any. */
function* adoptRevisions(set: StatefulSet, cache: Cache): Steps<boolean> {
  const revisions = revisionsOf(set, cache);
  const hasOrphans = revisions.some((revision) => controllerOf(revision) === undefined);
  if (!hasOrphans) return true;
  if (set.metadata.deletionTimestamp !== undefined) return false;
  const matches = (revision: ControllerRevision) => revisions.includes(revision);
  const adoption = { kind: 'ControllerRevision', owner: set, matches, keepsAll: true } as const;
  return !(yield* adoptAndRelease(adoption, cache)).failed;
}

/** Brings pods and claims closer to the spec and writes the status, also after a failure.
 * Undefined: something failed. */
function* updateStatefulSet(
  set: StatefulSet,
  inUse: RevisionsInUse,
  pods: readonly Pod[],
  context: SyncContext,
  nowMs: number,
): Steps<SetStatus | undefined> {
  const view = viewOf(set, inUse, pods, context, nowMs);
  let status = statusOf(set, inUse, pods, nowMs);
  let progress: Progress = 'wait';
  // STS-DEL-001: while the set is being deleted nothing is done but its status.
  if (set.metadata.deletionTimestamp === undefined) {
    progress = yield* processPods(view);
    status = statusOf(set, inUse, [...view.replicas, ...view.condemned], nowMs);
    if (progress === 'continue' && set.spec.updateStrategy.type !== 'OnDelete') { // STS-UPD-006
      const updated = yield* updateReplicas(view, inUse.update.metadata.name);
      status = { ...status, currentReplicas: status.currentReplicas - updated.deleted };
      if (updated.failed) progress = 'failed';
    }
  }
  const completed = completeUpdate(set, status, context.features);
  const written = yield* writeStatus(set, completed, context.cache);
  return written && progress !== 'failed' ? completed : undefined;
}

/** STS-ID-007: what is missing comes before what is too much; STS-ORD-006: both before updates. */
function* processPods(view: SetView): Steps<Progress> {
  const phases = [
    { pods: view.replicas, step: processReplica },
    { pods: view.condemned, step: releaseClaims },
    { pods: view.condemned, step: processCondemned },
  ];
  for (const { pods, step } of phases) {
    const progress = yield* forEachPod(view, pods, step);
    if (progress !== 'continue') return progress;
  }
  return 'continue';
}

function viewOf(
  set: StatefulSet,
  inUse: RevisionsInUse,
  pods: readonly Pod[],
  context: SyncContext,
  nowMs: number,
): SetView {
  const wanted = new Map<number, Pod>();
  for (const pod of pods) if (isInRange(pod, set)) wanted.set(ordinalOf(pod), pod);
  const replicas = Array.from({ length: set.spec.replicas }, (_, index) => {
    const ordinal = startOf(set) + index;
    return wanted.get(ordinal) ?? missingPod(set, inUse, ordinal); // STS-ID-005
  });
  const condemned = pods
    .filter((pod) => !isInRange(pod, set) && ordinalOf(pod) >= 0)
    .toSorted((left, right) => ordinalOf(right) - ordinalOf(left)); // STS-ORD-004
  return {
    set,
    isOrdered: set.spec.podManagementPolicy !== 'Parallel',
    replicas,
    condemned,
    firstUnavailable:
      replicas.find((pod) => isUnavailable(pod, set, nowMs)) ??
      condemned.findLast((pod) => isUnavailable(pod, set, nowMs)),
    context,
    nowMs,
  };
}

function* writeStatus(set: StatefulSet, status: SetStatus, cache: Cache): Steps<boolean> {
  if (!hasNews(set, status)) return true;
  let seen = set;
  for (let attempt = 0; attempt < statusAttempts; attempt += 1) {
    const written = yield { verb: 'updateStatus', object: withStatus(seen, status) };
    if (written.ok) return true;
    if (written.error !== 'Conflict') return false;
    seen = cache.get('StatefulSet', set.metadata.name) ?? seen;
  }
  return false;
}
