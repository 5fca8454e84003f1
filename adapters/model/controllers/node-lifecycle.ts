/**
 * What becomes of a node whose kubelet falls silent, and of one that is cordoned (NL-001).
 *
 * Not modelled: `not-ready` (a kubelet that reports trouble of its own); several zones, and the
 * rate at which nodes are tainted; leases, whose absence is told by `heartbeats.ts`.
 */
import type { Node, Taint } from '../../../specs/kubernetes.ts';
import { conditionOf } from '../../../specs/kubernetes.ts';
import type { ActorParts } from '../actor.ts';
import { withCondition } from '../conditions.ts';
import type { Heartbeats } from '../heartbeats.ts';
import { unschedulableTaint } from '../placement.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import { isSame } from '../values.ts';

const actor = 'node-lifecycle-controller';
const graceMs = 50_000;
const monitorPeriodMs = 5_000;
/** The share of nodes from which on a zone counts as disrupted. */
const unhealthyShare = 0.55;
const unreachableKey = 'node.kubernetes.io/unreachable';

interface State extends ActorParts {
  readonly heartbeats: Heartbeats;
  readonly random: Random;
  /** When each silent node fell silent, so that a short return starts the grace period anew. */
  readonly silentSince: Map<string, number>;
}

/** Starts it; it runs as long as the world does. */
export function startNodeLifecycle(parts: ActorParts & { readonly heartbeats: Heartbeats }): void {
  const random = parts.random.fork('node-lifecycle');
  const state: State = { ...parts, random, silentSince: new Map() };
  parts.heartbeats.subscribe((node, isReporting) => {
    if (isReporting) state.silentSince.delete(node);
    else watchSilence(state, node);
  });
  parts.store.subscribe('Node', ({ after }) => {
    if (after?.kind !== 'Node') return;
    // What one node has depends on how the others are.
    for (const node of parts.store.list('Node')) {
      if (!isSame(wantedTaints(state, node), taintsOf(node))) taintSoon(state, node.metadata.name);
    }
  });
}

function watchSilence(state: State, node: string): void {
  const since = state.clock.now();
  state.silentSince.set(node, since);
  const delay = graceMs + between(state.random, 0, monitorPeriodMs, 'monitor');
  state.availability.after(delay, 'node-check', () => {
    if (state.silentSince.get(node) === since) declareLost(state, node);
  });
}

function declareLost({ store, server, clock }: State, name: string): void {
  const node = store.get('Node', name);
  if (!node) return;
  const unknown = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' } as const;
  const conditions = withCondition(node.status.conditions, unknown, clock.timestamp());
  const lostNode = { ...node, status: { ...node.status, conditions } };
  server.execute({ verb: 'report', object: lostNode }, actor);
  for (const pod of store.list('Pod')) {
    if (pod.spec.nodeName !== name || conditionOf(pod, 'Ready')?.status !== 'True') continue;
    // NL-001: nobody else could say that these pods are out of reach.
    const notReady = { type: 'Ready', status: 'False', reason: 'NodeLost' } as const;
    const lost = withCondition(pod.status.conditions, notReady, clock.timestamp());
    const object = { ...pod, status: { ...pod.status, conditions: lost } };
    server.execute({ verb: 'report', object }, actor);
  }
}

function taintSoon(state: State, name: string): void {
  const delay = between(state.random, 1, 100, 'taint');
  state.availability.after(delay, 'node-check', () => {
    const node = state.store.get('Node', name);
    if (!node) return;
    const taints = wantedTaints(state, node);
    if (isSame(taints, taintsOf(node))) return;
    state.server.execute({ verb: 'patch', kind: 'Node', name, patch: { spec: { taints } } }, actor);
  });
}

function taintsOf(node: Node): readonly Taint[] {
  return node.spec.taints ?? [];
}

/** Other people's taints, and those that follow from `spec.unschedulable` and from Ready. */
function wantedTaints({ clock, store }: State, node: Node): readonly Taint[] {
  const isLost = conditionOf(node, 'Ready')?.status === 'Unknown';
  const present = taintsOf(node);
  const others = present.filter(
    ({ key }) => key !== unschedulableTaint.key && key !== unreachableKey,
  );
  const evicting = present.find((each) => each.key === unreachableKey && each.timeAdded);
  const isEvicting = isLost && mayEvict([...store.list('Node')], evicting !== undefined);
  const timeAdded = evicting?.timeAdded ?? clock.timestamp();
  return [
    ...others,
    ...(node.spec.unschedulable ? [unschedulableTaint] : []),
    ...(isLost ? [{ key: unreachableKey, effect: 'NoSchedule' } as const] : []),
    ...(isEvicting ? [{ key: unreachableKey, effect: 'NoExecute', timeAdded } as const] : []),
  ];
}

/** Where no node is heard of any more it is rather the network, and no pod has to leave; while most
 * of three and more are lost, no further ones. */
function mayEvict(nodes: readonly Node[], hasBegun: boolean): boolean {
  const lost = nodes.filter((node) => conditionOf(node, 'Ready')?.status !== 'True').length;
  if (lost === nodes.length) return false;
  return hasBegun || lost <= 2 || lost / nodes.length < unhealthyShare;
}
