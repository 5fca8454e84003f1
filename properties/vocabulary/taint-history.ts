/** The NoExecute taints of nodes over time, and how long a pod may stay under them. */
import type { Node, Pod, Taint } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { ChangeEvent } from '../../specs/trace.ts';
import { isTolerated } from './eligibility.ts';

/** From when on a node had which NoExecute taints. */
export interface Tainted {
  readonly at: Millis;
  readonly seq: number;
  readonly taints: readonly Taint[];
}

export interface TaintHistory {
  /** Feed it every change of Nodes and Pods. */
  follow(event: ChangeEvent): void;
  /** All versions of a node since it was last without such taints for longer than `gapMs`, up to
   * the newest, which may be without. */
  of(node: string, gapMs: Millis): readonly Tainted[];
  boundSince(podUid: string): Millis | undefined;
}

/** Starts without nodes. */
export function createTaintHistory(): TaintHistory {
  const nodes = new Map<string, Tainted[]>();
  const bound = new Map<string, Millis>();

  function followNode(node: Node, { at, seq }: ChangeEvent): void {
    const taints = evicting(node);
    const known = nodes.get(node.metadata.name) ?? [];
    const last = known.at(-1);
    if (last === undefined && taints.length === 0) return;
    if (last !== undefined && spell(last.taints) === spell(taints)) return;
    known.push({ at, seq, taints });
    nodes.set(node.metadata.name, known);
  }

  return {
    follow(event) {
      const { object, change, at } = event;
      if (object.kind === 'Node') return followNode(object, event);
      if (object.kind !== 'Pod') return;
      const { uid } = object.metadata;
      if (change === 'DELETED') bound.delete(uid);
      else if (object.spec.nodeName && !bound.has(uid)) bound.set(uid, at);
    },
    of(node, gapMs) {
      const all = nodes.get(node) ?? [];
      const fresh = all.findLastIndex(({ taints }, index) => {
        const before = all[index - 1];
        const current = all[index];
        if (before === undefined || current === undefined) return true;
        return taints.length > 0 && before.taints.length === 0 && current.at - before.at > gapMs;
      });
      return fresh < 0 ? [] : all.slice(fresh);
    },
    boundSince: (podUid) => bound.get(podUid),
  };
}

/** How long the pod may stay under these taints: 0 where one is not tolerated at all, the shortest
 * of the tolerations in use otherwise, for ever where none of them has a limit. */
export function toleratedMs(pod: Pod, taints: readonly Taint[]): Millis {
  const tolerations = pod.spec.tolerations ?? [];
  let shortest = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    const used = tolerations.filter((toleration) => isTolerated(taint, toleration));
    if (used.length === 0) return 0;
    for (const { tolerationSeconds } of used) {
      if (tolerationSeconds === undefined) continue;
      shortest = Math.min(shortest, Math.max(0, tolerationSeconds) * 1000);
    }
  }
  return shortest;
}

function evicting(node: Node): readonly Taint[] {
  return (node.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}

function spell(taints: readonly Taint[]): string {
  return JSON.stringify(taints.map(({ key, value }) => [key, value]));
}
