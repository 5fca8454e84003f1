/** What happened to the nodes of a world, and when: no object tells the time of what follows. */
import type { KubernetesObject, Node, Taint } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Change } from './replica.ts';

/** By the names of nodes, on the wall clock. */
export interface NodeTimes {
  /** When it was removed. */
  readonly ended: ReadonlyMap<string, Millis>;
  /** When it last got other taints of the effect NoExecute than before. */
  readonly tainted: ReadonlyMap<string, Millis>;
}

export interface NodeClock extends NodeTimes {
  /** Feed it every change. */
  follow(change: Change): void;
}

/** Nothing has happened yet. */
export const noTimes: NodeTimes = { ended: new Map(), tainted: new Map() };

/** Starts without nodes; `now` is the wall clock. */
export function createNodeClock(now: () => Millis): NodeClock {
  const ended = new Map<string, Millis>();
  const tainted = new Map<string, Millis>();
  return {
    ended,
    tainted,
    follow({ change, object, previous }) {
      if (object.kind !== 'Node') return;
      const { name } = object.metadata;
      if (change === 'DELETED') ended.set(name, now());
      else if (spell(object) !== spell(previous)) tainted.set(name, now());
    },
  };
}

/** The taints that make pods leave a node. */
export function evictingTaints(node: Node): readonly Taint[] {
  return (node.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}

function spell(object: KubernetesObject | undefined): string {
  const taints = object?.kind === 'Node' ? evictingTaints(object) : [];
  return JSON.stringify(taints.map(({ key, value }) => [key, value]));
}
