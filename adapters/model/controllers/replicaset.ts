/**
 * The ReplicaSet controller: as many active pods as a ReplicaSet declares, no more and no fewer.
 *
 * It claims the pods that its selector matches, creates or deletes the difference, and says in the
 * status what it saw. What it has just created or deleted it remembers until its cache shows it.
 *
 * Not modelled: events, metrics, ReplicationControllers; namespaces that are being terminated.
 */
import { controllerOf, selectorMatches } from '../../../specs/kubernetes.ts';
import type { Pod, ReplicaSet } from '../../../specs/kubernetes.ts';
import type {
  Cache,
  Controller,
  ControllerFactory,
  Notice,
  Sync,
  SyncContext,
  SyncResult,
  Wake,
} from '../controller.ts';
import { isSame } from '../values.ts';
import { adoptAndRelease } from './adoption.ts';
import { isReady, isTerminal, isTerminating, nextAvailabilityMs } from './pod-state.ts';
import { startExpectations } from './replicaset/expectations.ts';
import type { Expectations } from './replicaset/expectations.ts';
import { manageReplicas } from './replicaset/manage.ts';
import { isActive, ofKind } from './replicaset/objects.ts';
import { statusOf, writeStatus } from './replicaset/status.ts';
import type { Findings } from './replicaset/status.ts';

/** Starts the controller's process, without any memory (RS-CRASH-001). */
export const replicaSetController: ControllerFactory = (features): Controller => {
  const expectations = startExpectations();
  return {
    actor: 'replicaset-controller',
    watches: ['ReplicaSet', 'Pod'],
    // RS-CNT-002: since 1.36 no sync starts before its own pods and status are in the cache.
    readsItsWrites: features.has('StaleControllerConsistencyReplicaSet')
      ? ['Pod', 'ReplicaSet']
      : [],
    handle: (notice, { cache }) => handleNotice(notice, cache, expectations),
    sync: (name, context) => syncReplicaSet(name, context, expectations),
  };
};

/** One look at one ReplicaSet. */
export function* syncReplicaSet(
  name: string,
  context: SyncContext,
  expectations: Expectations,
): Sync {
  const { cache, features, nowMs } = context;
  const set = cache.get('ReplicaSet', name);
  if (set === undefined) {
    expectations.forget(name);
    return 'done';
  }
  // RS-CNT-002: asked before the first request, so that nothing of this sync can meet them.
  const mayManage = expectations.areMet(name, nowMs());
  const terminating = cache
    .owned('Pod', set.metadata.uid)
    .filter((pod) => isTerminating(pod) && !isTerminal(pod) && isSelected(pod, set));
  const matches = (pod: Pod) => isKept(pod, set);
  const claimed = yield* adoptAndRelease({ kind: 'Pod', owner: set, matches }, cache);
  if (claimed.failed) return 'retry';
  // RS-CNT-004: pods that ended or are going do not count.
  const pods = claimed.owned.filter(isActive);

  // RS-OWN-004: nothing is created or deleted for a ReplicaSet that is being deleted itself.
  const isAlive = set.metadata.deletionTimestamp === undefined;
  const failure =
    mayManage && isAlive ? yield* manageReplicas(set, pods, context, expectations) : undefined;

  const reportsTerminating = features.has('DeploymentReplicaSetTerminatingReplicas');
  const findings = {
    pods,
    terminating: reportsTerminating ? terminating.length : undefined,
    failure,
    nowMs: nowMs(),
  };
  const written = yield* writeStatus(set, statusOf(set, findings));
  if (written === undefined || failure !== undefined) return 'retry';
  return lookAgain(written, findings, nowMs());
}

/** RS-OWN-001, RS-OWN-003: a pod that ended or is going is neither adopted nor released. */
function isKept(pod: Pod, set: ReplicaSet): boolean {
  return isActive(pod) ? isSelected(pod, set) : controllerOf(pod) !== undefined;
}

function isSelected(pod: Pod, set: ReplicaSet): boolean {
  return selectorMatches(set.spec.selector, pod.metadata.labels);
}

/** RS-STAT-002: no event tells that a pod has been ready for long enough; a timer does. It counts
 * from the moment that the status speaks of, lest a pod falls between the two. */
function lookAgain(set: ReplicaSet, findings: Findings, nowMs: number): SyncResult {
  const { readyReplicas = 0, availableReplicas = 0 } = set.status;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  if (minReadySeconds === 0 || readyReplicas === availableReplicas) return 'done';
  const next = nextAvailabilityMs(findings.pods, minReadySeconds, findings.nowMs);
  if (next === undefined) return { requeueAfterMs: minReadySeconds * 1000 };
  return { requeueAfterMs: Math.max(0, next - (nowMs - findings.nowMs)) };
}

function handleNotice(notice: Notice, cache: Cache, expectations: Expectations): readonly Wake[] {
  const { kind, before, after } = notice;
  if (kind === 'Pod') {
    return handlePod(ofKind('Pod', before), ofKind('Pod', after), cache, expectations);
  }
  const set = ofKind('ReplicaSet', after ?? before);
  if (set === undefined) return [];
  // A namesake that comes later starts with a clean slate.
  if (after === undefined) expectations.forget(set.metadata.name);
  return [{ key: set.metadata.name }];
}

function handlePod(
  before: Pod | undefined,
  after: Pod | undefined,
  cache: Cache,
  expectations: Expectations,
): readonly Wake[] {
  if (after === undefined) {
    return before === undefined ? [] : handlePodGone(before, cache, expectations);
  }
  // RS-CNT-004: for the owner a pod is gone as soon as its deletion has begun.
  if (after.metadata.deletionTimestamp !== undefined) {
    return handlePodGone(after, cache, expectations);
  }
  const owner = ownerOf(after, cache);
  if (before === undefined) {
    if (owner !== undefined) expectations.creationObserved(owner.metadata.name);
    return owner === undefined ? wakeAdopters(after, cache) : [{ key: owner.metadata.name }];
  }
  return handlePodChange(before, after, cache);
}

function handlePodChange(before: Pod, after: Pod, cache: Cache): readonly Wake[] {
  const changedHands = !isSame(controllerOf(before), controllerOf(after));
  const former = changedHands ? ownerOf(before, cache) : undefined;
  const wakes: Wake[] = former === undefined ? [] : [{ key: former.metadata.name }];
  if (controllerOf(after) === undefined) {
    const relabelled = !isSame(before.metadata.labels, after.metadata.labels);
    return relabelled || changedHands ? [...wakes, ...wakeAdopters(after, cache)] : wakes;
  }
  const owner = ownerOf(after, cache);
  if (owner === undefined) return wakes;
  wakes.push({ key: owner.metadata.name });
  // RS-STAT-002: a pod that just got ready becomes available without any further event.
  const minReadySeconds = owner.spec.minReadySeconds ?? 0;
  if (!isReady(before) && isReady(after) && minReadySeconds > 0) {
    wakes.push({ key: owner.metadata.name, afterMs: minReadySeconds * 1000 });
  }
  return wakes;
}

function handlePodGone(pod: Pod, cache: Cache, expectations: Expectations): readonly Wake[] {
  const owner = ownerOf(pod, cache);
  if (owner === undefined) return [];
  expectations.deletionObserved(owner.metadata.name, pod.metadata.name);
  return [{ key: owner.metadata.name }];
}

function ownerOf(pod: Pod, cache: Cache): ReplicaSet | undefined {
  const controller = controllerOf(pod);
  if (controller?.kind !== 'ReplicaSet') return undefined;
  const set = cache.get('ReplicaSet', controller.name);
  return set?.metadata.uid === controller.uid ? set : undefined;
}

/** RS-OWN-001: whoever selects an orphan may want to adopt it. */
function wakeAdopters(pod: Pod, cache: Cache): readonly Wake[] {
  if (controllerOf(pod) !== undefined) return [];
  return cache
    .list('ReplicaSet')
    .filter((set) => isSelected(pod, set))
    .map((set) => ({ key: set.metadata.name }));
}
