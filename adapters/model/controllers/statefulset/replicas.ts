/**
 * What is done about one pod of a StatefulSet: an ordinal that is wanted (`processReplica`) and one
 * that is not (`processCondemned`), and in which order pods are taken (`forEachPod`).
 */
import type { Pod, StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Draft, Steps, SyncContext } from '../../controller.ts';
import { isAvailable, isReady, isTerminal, isTerminating } from '../pod-state.ts';
import {
  createClaims,
  hasStaleClaim,
  matchesRetentionPolicy,
  matchRetentionPolicy,
} from './claims.ts';
import { hasIdentity, hasStorage, withIdentity, withStorage } from './identity.ts';

/** How often a write that meets a conflict is tried before the sync gives up. */
const attempts = 4;
/** The most pods that a parallel sync works on at once. */
const largestBatch = 500;

/** What a step came to. `wait`: acted, or cannot go on yet; an ordered sync ends there
 * (STS-ORD-001, STS-ORD-003), a parallel one goes on with the other pods (STS-PAR-001). */
export type Progress = 'continue' | 'wait' | 'failed';

/** The pods of a set as one sync sees them. */
export interface SetView {
  readonly set: StatefulSet;
  /** `OrderedReady`. */
  readonly isOrdered: boolean;
  /** One per ordinal in the range, ascending; those that do not exist have no phase. */
  readonly replicas: readonly Pod[];
  /** Pods outside the range, the highest ordinal first (STS-ORD-004). */
  readonly condemned: readonly Pod[];
  /** The unavailable pod that everything else waits for: of the replicas, else of the condemned,
   * the one with the lowest ordinal. */
  readonly firstUnavailable: Pod | undefined;
  readonly context: SyncContext;
  /** One time for the whole sync, so that all its conclusions agree. */
  readonly nowMs: number;
}

/** Ordered: one pod after the other, until one must be waited for. Parallel: all of them in batches
 * of 1, 2, 4 …, in any order within a batch, none after a batch with a failure (STS-PAR-001). */
export function* forEachPod(
  view: SetView,
  pods: readonly Pod[],
  step: (view: SetView, pod: Pod) => Steps<Progress>,
): Steps<Progress> {
  if (view.isOrdered) {
    for (const pod of pods) {
      const progress = yield* step(view, pod);
      if (progress !== 'continue') return progress;
    }
    return 'continue';
  }
  let size = 1;
  for (let start = 0; start < pods.length; ) {
    let hasFailed = false;
    for (const pod of view.context.shuffle(pods.slice(start, start + size))) {
      if ((yield* step(view, pod)) === 'failed') hasFailed = true;
    }
    if (hasFailed) return 'failed';
    start += size;
    size = Math.min(2 * size, largestBatch);
  }
  return 'continue';
}

/** Is the pod available by this sync's clock, and not being deleted? */
export function isUnavailable(pod: Pod, set: StatefulSet, nowMs: number): boolean {
  return !isAvailable(pod, set.spec.minReadySeconds ?? 0, nowMs) || isTerminating(pod);
}

function isHealthy(pod: Pod, { set, nowMs }: SetView): boolean {
  const isRunning = pod.status.phase === 'Running';
  return isRunning && isReady(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, nowMs);
}

/** Brings the pod of one ordinal into being and keeps it what it should be. */
export function* processReplica(view: SetView, pod: Pod): Steps<Progress> {
  const { set, isOrdered, context } = view;
  if (isTerminal(pod)) {
    // STS-FAIL-001: whatever ended it, it is started again, and only once the object is gone.
    if (isTerminating(pod)) return 'wait';
    return (yield* deletePod(pod)) ? 'wait' : 'failed';
  }
  if (pod.status.phase === undefined) {
    if (hasStaleClaim(pod, set, context.cache)) return 'wait'; // STS-PVC-008 (a)
    return (yield* createPod(pod, set, context)) ? 'wait' : 'failed';
  }
  if (pod.status.phase === 'Pending') {
    // STS-PVC-008 (c): claims that were removed under a pod that still waits for them.
    if (!(yield* createClaims(pod, set, context.cache))) return 'failed';
    if (yield* matchRetentionPolicy(pod, set, context.cache)) return 'failed';
  }
  if (isOrdered && isTerminating(pod)) return 'wait'; // STS-FAIL-002
  if (isOrdered && !isHealthy(pod, view)) return 'wait'; // STS-ORD-001, STS-ORD-008
  if (
    hasIdentity(pod, set) &&
    hasStorage(pod, set) &&
    matchesRetentionPolicy(pod, set, context.cache)
  ) {
    return 'continue';
  }
  return (yield* repairPod(pod, set, context)) ? 'continue' : 'failed';
}

/** STS-PVC-002: first the claims, all of them, then the pod. */
function* createPod(pod: Pod, set: StatefulSet, { cache }: SyncContext): Steps<boolean> {
  if (!(yield* createClaims(pod, set, cache))) return false; // STS-PVC-002
  const created = yield { verb: 'create', object: draftOf(pod) };
  if (!created.ok && created.error === 'AlreadyExists') return false;
  if (yield* matchRetentionPolicy(pod, set, cache)) return false;
  return created.ok;
}

function draftOf({ apiVersion, kind, metadata, spec }: Pod): Draft {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ...wanted } = metadata;
  return { apiVersion, kind, metadata: wanted, spec };
}

/** STS-ID-004, STS-PVC-007: restores labels, volumes and the claims' owners of a living pod. */
function* repairPod(pod: Pod, set: StatefulSet, { cache }: SyncContext): Steps<boolean> {
  let seen = pod;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let repaired = hasIdentity(seen, set) ? seen : withIdentity(seen, set);
    if (!hasStorage(repaired, set)) {
      repaired = withStorage(repaired, set);
      if (!(yield* createClaims(repaired, set, cache))) return false;
    }
    const refused = yield* matchRetentionPolicy(repaired, set, cache);
    if (refused !== undefined && refused !== 'Conflict') return false;
    if (refused === undefined) {
      if (repaired === seen) return true;
      const updated = yield { verb: 'update', object: repaired };
      if (updated.ok) return true;
      if (updated.error !== 'Conflict') return false;
    }
    seen = cache.get('Pod', pod.metadata.name) ?? seen;
  }
  return false;
}

/** STS-PVC-006: before a condemned pod goes, its claims are told to go with it. */
export function* releaseClaims({ set, context }: SetView, pod: Pod): Steps<Progress> {
  if (matchesRetentionPolicy(pod, set, context.cache)) return 'continue';
  return (yield* matchRetentionPolicy(pod, set, context.cache)) ? 'failed' : 'continue';
}

/** Deletes a pod outside the range, in its turn (STS-ORD-003..005). */
export function* processCondemned(view: SetView, pod: Pod): Steps<Progress> {
  const { isOrdered, firstUnavailable } = view;
  if (isTerminating(pod)) return isOrdered ? 'wait' : 'continue'; // STS-ORD-003
  // STS-ORD-005: an unhealthy pod below holds this one up; the unhealthy one itself may go.
  if (isOrdered && !isHealthy(pod, view) && pod !== firstUnavailable) return 'wait'; // STS-ORD-003
  return (yield* deletePod(pod)) ? 'wait' : 'failed';
}

/** A pod that is gone already counts as deleted. */
export function* deletePod(pod: Pod): Steps<boolean> {
  const deleted = yield { verb: 'delete', kind: 'Pod', name: pod.metadata.name };
  return deleted.ok || deleted.error === 'NotFound';
}
