/**
 * What becomes of a node whose kubelet falls silent, and of one that is cordoned (NL-001).
 *
 * Not modelled: `not-ready` (a kubelet that reports trouble of its own); zones and the rates that
 * depend on them; leases, whose absence is told by `heartbeats.ts`.
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
    if (after?.kind === 'Node' && !isSame(wantedTaints(state, after), taintsOf(after))) {
      taintSoon(state, after.metadata.name);
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
function wantedTaints({ clock }: State, node: Node): readonly Taint[] {
  const isLost = conditionOf(node, 'Ready')?.status === 'Unknown';
  const present = taintsOf(node);
  const others = present.filter(
    ({ key }) => key !== unschedulableTaint.key && key !== unreachableKey,
  );
  const evicting = present.find((each) => each.key === unreachableKey && each.timeAdded);
  const timeAdded = evicting?.timeAdded ?? clock.timestamp();
  return [
    ...others,
    ...(node.spec.unschedulable ? [unschedulableTaint] : []),
    ...(isLost ? [{ key: unreachableKey, effect: 'NoSchedule' } as const] : []),
    ...(isLost ? [{ key: unreachableKey, effect: 'NoExecute', timeAdded } as const] : []),
  ];
}
