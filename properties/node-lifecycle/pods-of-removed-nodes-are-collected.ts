import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { AlwaysProperty, Answer } from '../property.ts';
import { always } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { createSilences } from '../vocabulary/node-silence.ts';
import type { ClusterView } from '../view.ts';

/** Forty seconds of quarantine, two rounds of twenty, and the writing. */
const collectedAfterMs: Millis = 90_000;

/** Claims NL-004 for scenarios of one controller: at rest no pod is left on a node that was removed
 * long enough ago. */
export function podsOfRemovedNodesAreCollected(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/pods-of-removed-nodes-are-collected`,
    title: 'At rest no pod is left on a node that does not exist any more',
    controller,
    requirements: ['NL-004'],
    on: ['Node'],
    monitor: (context) => {
      const removed = new Map<string, Millis>();
      const disturbances = createSilences(context);
      let isResting = false;

      function judge(view: ClusterView, at: Millis, seq: number): Answer {
        let answer: Answer = 'irrelevant';
        for (const [name, since] of removed) {
          const start = Math.max(since, disturbances.undisturbedSince());
          if (view.get('Node', name) !== undefined) continue;
          const left = [...view.podsOn(name)].filter((pod) => pod.spec.nodeName === name);
          if (left.length === 0) answer = 'holds';
          if (left.length === 0 || at - start < collectedAfterMs) continue;
          return {
            message: `pods are left on ${name}, which was removed`,
            expected: 'none',
            observed: describeSome(left.map(({ metadata }) => metadata.name)),
            at: seq,
            evidence: left.map((pod) => view.seqOf(pod)),
          };
        }
        return answer;
      }

      return {
        change: ({ event: { object, change, at } }) => {
          if (object.kind !== 'Node') return 'irrelevant';
          if (change === 'DELETED') removed.set(object.metadata.name, at);
          else removed.delete(object.metadata.name);
          return 'irrelevant';
        },
        other: (event, view) => {
          disturbances.other(event);
          if (event.event !== 'phase') return 'irrelevant';
          if (event.phase === 'hold') isResting = event.quiet === true;
          const isAsked = isResting && (event.phase === 'hold' || event.phase === 'end');
          return isAsked ? judge(view, event.at, event.seq) : 'irrelevant';
        },
      };
    },
  });
}
