import type { Node, Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { AlwaysProperty, Answer } from '../property.ts';
import { always } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import type { Silence } from '../vocabulary/node-silence.ts';
import { createSilences } from '../vocabulary/node-silence.ts';
import { isReady } from '../vocabulary/pods.ts';
import type { ClusterView } from '../view.ts';

/** The grace period of 50 s, a round of the controller every 5 s, and the writing. */
const markedAfterMs: Millis = 65_000;
/** One node of a zone after the other is tainted so that its pods leave, ten seconds apart. */
const taintPaceMs: Millis = 10_000;
const unreachable = 'node.kubernetes.io/unreachable';

/** Claims NL-001 for scenarios of one controller: of a node that has been silent for longer than
 * the grace period Ready is Unknown, it has both taints, and its pods are not Ready. While every
 * node is silent, or most of three and more, and until long after that, the taint that would make
 * pods leave is not owed. Nodes other than those of the trace make that milder, never stricter. */
export function lostNodesAreMarked(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/lost-nodes-are-marked`,
    title: 'A node that stays silent is Unknown and tainted, and its pods are not Ready',
    controller,
    requirements: ['NL-001'],
    on: ['Node', 'Pod'],
    monitor: (context) => {
      const silences = createSilences(context);
      const judged = new Set<Silence>();
      let mayEvictSince: Millis | undefined;

      function noteNodes(view: ClusterView, at: Millis): void {
        if (!mayEvict(view, silences.current().length)) mayEvictSince = undefined;
        else mayEvictSince ??= at;
      }

      /** Each silence once, by the last state before it is over or has lasted long enough. */
      function judge(view: ClusterView, at: Millis, seq: number): Answer {
        const current = silences.current();
        for (const silence of current) {
          const start = Math.max(silence.since, silences.undisturbedSince());
          const timeMs = markedAfterMs + current.length * taintPaceMs;
          if (judged.has(silence) || at - start < timeMs) continue;
          judged.add(silence);
          const owesEviction = mayEvictSince !== undefined && at - mayEvictSince >= timeMs;
          return look(silence, owesEviction, view, seq);
        }
        return 'irrelevant';
      }

      function look(
        { node: name, uid }: Silence,
        owesEviction: boolean,
        view: ClusterView,
        at: number,
      ): Answer {
        const node = view.get('Node', name);
        if (node === undefined || (uid !== undefined && node.metadata.uid !== uid)) {
          return 'irrelevant';
        }
        const wrong = wrongWith(node, owesEviction);
        const isUnmarked = (pod: Pod) => isReady(pod) && !silences.isHit(pod.metadata.uid);
        const pods = [...view.podsOn(name)].filter((pod) => pod.spec.nodeName === name);
        const unmarked = pods.filter(isUnmarked).map((pod) => `${pod.metadata.name} is Ready`);
        if (wrong.length + unmarked.length === 0) return 'holds';
        return {
          message: `${name} has been silent for long, and does not look like it`,
          expected: 'Ready Unknown, the taints of an unreachable node, none of its pods Ready',
          observed: describeSome([...wrong, ...unmarked]),
          at,
          evidence: [view.seqOf(node)],
        };
      }

      return {
        change: ({ before, after, event }) => {
          const answer = judge(before, event.at, event.seq);
          if (event.object.kind === 'Node') noteNodes(after, event.at);
          return answer;
        },
        other: (event, view) => {
          const answer = judge(view, event.at, event.seq);
          silences.other(event);
          if (event.event === 'fault') noteNodes(view, event.at);
          return answer;
        },
      };
    },
  });
}

function wrongWith(node: Node, mayTaint: boolean): readonly string[] {
  const status = conditionOf(node, 'Ready')?.status ?? 'absent';
  const has = (wanted: string) =>
    (node.spec.taints ?? []).some(({ key, effect }) => key === unreachable && effect === wanted);
  return [
    ...(status === 'Unknown' ? [] : [`Ready is ${status}`]),
    ...(has('NoSchedule') ? [] : ['no taint NoSchedule']),
    ...(has('NoExecute') || !mayTaint ? [] : ['no taint NoExecute']),
  ];
}

/** Some node is well, and no more than two are silent. */
function mayEvict(view: ClusterView, silent: number): boolean {
  const nodes = [...view.list('Node')];
  const well = nodes.filter((node) => conditionOf(node, 'Ready')?.status === 'True');
  return well.length > 0 && silent <= 2 && nodes.length - well.length <= 2;
}
