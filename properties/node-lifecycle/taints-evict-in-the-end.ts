import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { AlwaysProperty, Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { createSilences } from '../vocabulary/node-silence.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { createTaintHistory, toleratedMs } from '../vocabulary/taint-history.ts';
import type { ClusterView } from '../view.ts';

/** From when it is due until it is stored: the queue, and a machine with other things to do. */
const writingMs: Millis = 5_000;

/** Claims NL-002, the other half, for scenarios of one controller: a pod whose time under the
 * taints of its node is over is deleted. Time counts from the last change of those taints, or from
 * when the pod was bound; it is looked at when the taints change again, and at rest. */
export function taintsEvictInTheEnd(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/taints-evict-in-the-end`,
    title: 'A pod whose time under the taints of its node is over is deleted',
    controller,
    requirements: ['NL-002'],
    needs: ['global-order'],
    on: ['Node', 'Pod'],
    monitor: (context) => {
      const history = createTaintHistory();
      const disturbances = createSilences(context);
      const tainted = new Set<string>();

      function judge(node: string, view: ClusterView, at: Millis, seq: number): Answer {
        const last = history.of(node, 0).at(-1);
        if (last === undefined || last.taints.length === 0) return 'irrelevant';
        const { taints } = last;
        const slack = writingMs + context.target.stalenessMs;
        const isDue = (pod: Pod) => {
          const bound = history.boundSince(pod.metadata.uid) ?? at;
          const start = Math.max(last.at, bound, disturbances.undisturbedSince());
          return start + toleratedMs(pod, taints) + slack < at;
        };
        const pods = [...view.podsOn(node)].filter((pod) => pod.spec.nodeName === node);
        const due = pods.filter(isDue);
        const left = due.filter((pod) => !isTerminating(pod)).map(({ metadata }) => metadata.name);
        // Those that went for it in time are not there any more to be counted.
        if (left.length === 0) return at - last.at > slack ? 'holds' : 'irrelevant';
        return {
          message: `pods stay on ${node} although their time under its taints is over`,
          expected: `${describeSome(left)} deleted`,
          observed: `taints since +${last.at / 1000}s: ${taints.map(({ key }) => key).join(', ')}`,
          at: seq,
          evidence: [last.seq],
        };
      }

      return {
        change: ({ event, before }) => {
          const { object, at, seq } = event;
          let answer: Answer = 'irrelevant';
          if (object.kind === 'Node') {
            const { name } = object.metadata;
            if (tainted.has(name)) answer = judge(name, before, at, seq);
            if ((object.spec.taints ?? []).some(({ effect }) => effect === 'NoExecute')) {
              tainted.add(name);
            }
          }
          history.follow(event);
          return answer;
        },
        other: (event, view) => {
          disturbances.other(event);
          const isRest = isQuietRest(event);
          if (!isRest) return 'irrelevant';
          const existing = [...tainted].filter((name) => view.get('Node', name) !== undefined);
          const answers = existing.map((name) => judge(name, view, event.at, event.seq));
          const broken = answers.find((answer) => typeof answer === 'object');
          return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
        },
      };
    },
  });
}
