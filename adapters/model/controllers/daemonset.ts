/**
 * The DaemonSet controller of Kubernetes 1.36, one sync at a time: the revision of the template; a
 * pod on every node that should have one; the rolling update, once all that has been seen; old
 * revisions; the status. A set that is being deleted is left alone altogether (DS-DEL-001).
 *
 * Its memory of what it has asked for (`memory.ts`) ends with its process.
 *
 * Not modelled: events and metrics; the separate queue of node changes (a change is weighed when it
 * is seen); creates and deletes that overlap (they are sent one after the other, in any order).
 */
import type { Feature } from '../../../specs/features.ts';
import type {
  DaemonSet,
  Kind,
  KubernetesObject,
  Node,
  Pod,
} from '../../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../../specs/kubernetes.ts';
import type { Millis } from '../../../specs/scenario.ts';
import type { Cache, Controller, Notice, Steps, Sync, SyncContext, Wake } from '../controller.ts';
import { managePods } from './daemonset/manage.ts';
import type { BackOff, Expectations } from './daemonset/memory.ts';
import { startBackOff, startExpectations } from './daemonset/memory.ts';
import { placementOn } from './daemonset/placement.ts';
import type { History } from './daemonset/revisions.ts';
import { settleHistory, truncateHistory } from './daemonset/revisions.ts';
import { updatePods } from './daemonset/rolling-update.ts';
import { writeStatus } from './daemonset/status.ts';
import type { DaemonSync } from './daemonset/sync.ts';
import { isReady, isTerminating } from './pod-state.ts';

const ownWrites: readonly Kind[] = ['DaemonSet', 'Pod'];

interface Memory {
  readonly expectations: Expectations;
  readonly backOff: BackOff;
}

/** Makes the controller as its process starts: with no memory. */
export function daemonSetController(features: ReadonlySet<Feature>): Controller {
  const memory: Memory = { expectations: startExpectations(), backOff: startBackOff() };
  return {
    actor: 'daemonset-controller',
    watches: ['DaemonSet', 'Pod', 'Node', 'ControllerRevision'],
    readsItsWrites: features.has('StaleControllerConsistencyDaemonSet') ? ownWrites : [],
    handle: (notice, { cache }) => handle(notice, cache, memory.expectations),
    sync: (key, context) => syncDaemonSet(key, context, memory),
  };
}

function handle(notice: Notice, cache: Cache, expectations: Expectations): readonly Wake[] {
  const { kind, before, after } = notice;
  const object = after ?? before;
  if (object === undefined) return [];
  switch (kind) {
    case 'DaemonSet':
      if (after === undefined) expectations.forget(object.metadata.name);
      return [{ key: object.metadata.name }];
    case 'Pod':
      return wakesForPod(before as Pod | undefined, after as Pod | undefined, cache, expectations);
    case 'ControllerRevision':
      return wakesForRevision(before, after, cache);
    case 'Node':
      return after ? wakesForNode(before as Node | undefined, after as Node, cache) : [];
    default:
      return [];
  }
}

/** The sets that own the pod or owned it, or that might adopt it; what they expected is noted. */
function wakesForPod(
  before: Pod | undefined,
  after: Pod | undefined,
  cache: Cache,
  expectations: Expectations,
): readonly Wake[] {
  if (after === undefined || isTerminating(after)) {
    const owner = ownerOf(after ?? before, cache);
    if (owner === undefined) return [];
    expectations.deletionObserved(owner.metadata.name);
    return [{ key: owner.metadata.name }];
  }
  const owner = ownerOf(after, cache);
  if (owner === undefined) return wakesForOrphan(before, after, cache);
  const key = owner.metadata.name;
  if (before === undefined) {
    expectations.creationObserved(key);
    return [{ key }];
  }
  const wakes: Wake[] = [...wakesForFormer(before, owner, cache), { key }];
  const minReadySeconds = owner.spec.minReadySeconds ?? 0;
  if (!isReady(before) && isReady(after) && minReadySeconds > 0) {
    wakes.push({ key, afterMs: (minReadySeconds + 1) * 1000 }); // DS-STAT-004
  }
  return wakes;
}

function wakesForRevision(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
  cache: Cache,
): readonly Wake[] {
  const owner = ownerOf(after ?? before, cache);
  if (after === undefined) return owner ? [{ key: owner.metadata.name }] : [];
  if (owner === undefined) return wakesForOrphan(before, after, cache);
  if (before === undefined) return []; // a revision that has its owner is no news to it
  return [...wakesForFormer(before, owner, cache), { key: owner.metadata.name }];
}

/** Wakes the owner that the object had before, if that has changed. */
function wakesForFormer(
  before: KubernetesObject,
  owner: DaemonSet | undefined,
  cache: Cache,
): readonly Wake[] {
  const former = ownerOf(before, cache);
  return former && former !== owner ? [{ key: former.metadata.name }] : [];
}

/** DS-OWN-001: an orphan is news to the sets that match it when it is new, was let go, or carries
 * other labels. */
function wakesForOrphan(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  cache: Cache,
): readonly Wake[] {
  const wakes = before ? [...wakesForFormer(before, undefined, cache)] : [];
  if (controllerOf(after) !== undefined) return wakes;
  const isNews =
    before === undefined || controllerOf(before) !== undefined || !hasSameLabels(before, after);
  if (!isNews) return wakes;
  const sets = cache
    .list('DaemonSet')
    .filter(({ spec }) => selectorMatches(spec.selector, after.metadata.labels));
  return [...wakes, ...sets.map(({ metadata }) => ({ key: metadata.name }))];
}

/** DS-NODE-004: a node is news when it is new or its labels or taints have changed, to the sets for
 * which that makes a difference. That a node is gone is not (DS-NODE-005). */
function wakesForNode(before: Node | undefined, after: Node, cache: Cache): readonly Wake[] {
  const isNews = !before || !hasSameLabels(before, after) || !hasSameTaints(before, after);
  if (!isNews) return [];
  const there = cache.list('Pod').filter(({ spec }) => spec.nodeName === after.metadata.name);
  const wakes: Wake[] = [];
  for (const set of cache.list('DaemonSet')) {
    const { shouldRun, shouldStay } = placementOn(after, set);
    const isTaken = there.some((pod) => {
      const owner = controllerOf(pod);
      return owner?.kind === 'DaemonSet' && owner.name === set.metadata.name;
    });
    const isRecount = isTaken && set.status.numberMisscheduled > 0;
    if ((shouldRun && !isTaken) || (!shouldStay && isTaken) || isRecount) {
      wakes.push({ key: set.metadata.name });
    }
  }
  return wakes;
}

function hasSameLabels(before: KubernetesObject, after: KubernetesObject): boolean {
  const left = Object.entries(before.metadata.labels ?? {});
  const right = after.metadata.labels ?? {};
  return (
    left.length === Object.keys(right).length && left.every(([key, value]) => right[key] === value)
  );
}

function hasSameTaints(before: Node, after: Node): boolean {
  const write = ({ spec }: Node) =>
    JSON.stringify(
      (spec.taints ?? []).map((taint) => [taint.key, taint.value, taint.effect, taint.timeAdded]),
    );
  return write(before) === write(after);
}

function ownerOf(object: KubernetesObject | undefined, cache: Cache): DaemonSet | undefined {
  const reference = object && controllerOf(object);
  if (reference?.kind !== 'DaemonSet') return undefined;
  const set = cache.get('DaemonSet', reference.name);
  return set?.metadata.uid === reference.uid ? set : undefined;
}

function* syncDaemonSet(key: string, context: SyncContext, memory: Memory): Sync {
  const set = context.cache.get('DaemonSet', key);
  if (set === undefined) {
    memory.expectations.forget(key);
    return 'done';
  }
  if (set.metadata.deletionTimestamp !== undefined) return 'done'; // DS-DEL-001
  const delays: Millis[] = [];
  const sync: DaemonSync = {
    ...memory,
    set,
    nodes: context.cache.list('Node'),
    context,
    settled: new Set(),
    lookAgainAfter: (delay) => delays.push(delay),
  };
  const history = yield* settleHistory(sync);
  if (history === undefined) return 'retry';

  // DS-NODE-002: nothing is created or deleted before the last creates and deletes were seen.
  const isManaged = memory.expectations.areMet(key, context.nowMs());
  const isUpdated = !isManaged || (yield* updateDaemonSet(sync, history));
  const isWritten = yield* writeStatus(sync, history.hash, isManaged); // DS-STAT-003
  if (!isUpdated || !isWritten) return 'retry';
  return delays.length === 0 ? 'done' : { requeueAfterMs: Math.min(...delays) };
}

/** False: something failed, and what would have followed was left out. */
function* updateDaemonSet(sync: DaemonSync, { hash, old }: History): Steps<boolean> {
  const { set, expectations, context } = sync;
  if (!(yield* managePods(sync, hash))) return false;
  const isSettled = expectations.areMet(set.metadata.name, context.nowMs()); // DS-UPD-009
  if (isSettled && set.spec.updateStrategy.type === 'RollingUpdate') { // DS-UPD-007
    if (!(yield* updatePods(sync, hash))) return false;
  }
  return yield* truncateHistory(sync, old);
}
