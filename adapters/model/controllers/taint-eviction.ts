/**
 * Deletes pods from nodes whose NoExecute taints they do not tolerate, or no longer (NL-002).
 *
 * Not modelled: limits on the rate of evictions; a pod that is terminating already is left alone.
 */
import type { Node, Pod, Taint, Toleration } from '../../../specs/kubernetes.ts';
import type { Millis } from '../../../specs/scenario.ts';
import { samePod } from '../actor.ts';
import type { ActorParts } from '../actor.ts';
import type { Scheduled } from '../clock.ts';
import { withCondition } from '../conditions.ts';
import { isTolerated, tolerates } from '../placement.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import { isSame } from '../values.ts';

const actor = 'node-lifecycle-controller';

/** A planned eviction, and from when its toleration counts. */
interface Plan {
  readonly since: Millis;
  readonly event: Scheduled;
}

interface State extends ActorParts {
  readonly random: Random;
  readonly plans: Map<string, Plan>;
}

/** Starts it; it runs as long as the world does. */
export function startTaintEviction(parts: ActorParts): void {
  const random = parts.random.fork('taint-eviction');
  const state: State = { ...parts, random, plans: new Map() };
  parts.store.subscribe('Node', ({ before, after }) => {
    if (after?.kind !== 'Node') return;
    const known = before?.kind === 'Node' ? evictingTaints(before) : [];
    if (!isSame(known, evictingTaints(after))) reviewNode(state, after);
  });
  parts.store.subscribe('Pod', ({ before, after }) => {
    if (!after && before) return cancel(state, before.metadata.uid);
    if (after?.kind !== 'Pod' || !after.spec.nodeName) return;
    if (before?.kind === 'Pod' && before.spec.nodeName) return;
    const node = parts.store.get('Node', after.spec.nodeName);
    if (node && evictingTaints(node).length > 0) reviewSoon(state, after);
  });
}

function evictingTaints(node: Node): readonly Taint[] {
  return (node.spec.taints ?? []).filter((taint) => taint.effect === 'NoExecute');
}

function reviewNode(state: State, node: Node): void {
  for (const pod of state.store.list('Pod')) {
    if (pod.spec.nodeName === node.metadata.name) reviewSoon(state, pod);
  }
}

function reviewSoon(state: State, pod: Pod): void {
  const delay = between(state.random, 1, 100, 'review');
  state.availability.after(delay, 'pod-eviction', () => {
    const current = samePod(state.store, pod);
    if (current && current.metadata.deletionTimestamp === undefined) review(state, current);
  });
}

function review(state: State, pod: Pod): void {
  const { uid } = pod.metadata;
  const node = pod.spec.nodeName ? state.store.get('Node', pod.spec.nodeName) : undefined;
  const taints = node ? evictingTaints(node) : [];
  const tolerations = pod.spec.tolerations ?? [];
  if (taints.length === 0) return cancel(state, uid);
  if (!taints.every((taint) => isTolerated(taint, tolerations))) {
    cancel(state, uid);
    return evict(state, pod);
  }
  const seconds = shortestToleration(taints, tolerations);
  if (seconds === undefined) return cancel(state, uid);
  plan(state, pod, seconds * 1000);
}

/** The shortest time limit of the tolerations in use; undefined: for ever. */
function shortestToleration(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): number | undefined {
  const limits = tolerations
    .filter((toleration) => taints.some((taint) => tolerates(toleration, taint)))
    .flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return limits.length === 0 ? undefined : Math.max(0, Math.min(...limits));
}

/** A pod that was waiting already goes on waiting from when it began to. */
function plan(state: State, pod: Pod, toleratedMs: Millis): void {
  const { uid } = pod.metadata;
  const now = state.clock.now();
  const planned = state.plans.get(uid);
  const since = planned?.since ?? now;
  if (planned && planned.since < now) return;
  cancel(state, uid);
  const event = state.clock.after(since + toleratedMs - now, 'pod-eviction', () => {
    state.plans.delete(uid);
    state.availability.after(0, 'pod-eviction', () => evict(state, pod));
  });
  state.plans.set(uid, { since, event });
}

function cancel({ plans }: State, uid: string): void {
  const planned = plans.get(uid);
  if (planned) planned.event.cancelled = true;
  plans.delete(uid);
}

function evict({ store, server, clock }: State, pod: Pod): void {
  const current = samePod(store, pod);
  if (!current || current.metadata.deletionTimestamp !== undefined) return;
  const { name, uid } = current.metadata;
  const conditions = withCondition(
    current.status.conditions,
    { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' },
    clock.timestamp(),
  );
  const object = { ...current, status: { ...current.status, conditions } };
  server.execute({ verb: 'report', object }, actor);
  server.execute({ verb: 'delete', kind: 'Pod', name, uid }, actor);
}
