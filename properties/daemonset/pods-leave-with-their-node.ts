/**
 * DS-NODE-005: at rest no pod is bound to a node that was removed. A pod that was never bound is
 * cleaned up only when something else makes the controller look, so it is not judged.
 */
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { describePods } from '../vocabulary/daemon-rest.ts';
import type { ClusterView } from '../view.ts';

export const podsLeaveWithTheirNode = always({
  id: 'daemonset/pods-leave-with-their-node',
  title: 'At rest no pod is bound to a node that was removed',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-005'],
  on: ['Node'],
  monitor: () => {
    const removals = new Map<string, number>();

    function settle(view: ClusterView, at: number): Answer {
      let answer: Answer = 'irrelevant';
      for (const [nodeName, seq] of removals) {
        if (view.get('Node', nodeName) !== undefined) continue;
        const left = [...view.podsOn(nodeName)].filter((pod) => pod.spec.nodeName === nodeName);
        answer = 'holds';
        if (left.length === 0) continue;
        return {
          message: `pods are left on ${nodeName}, which was removed`,
          expected: `no pod on ${nodeName}`,
          observed: describePods(left),
          at,
          evidence: [seq, ...left.map((pod) => view.seqOf(pod))],
        };
      }
      return answer;
    }

    return {
      change: ({ event, before }) => {
        const { name } = event.object.metadata;
        const hadPods = !before.podsOn(name)[Symbol.iterator]().next().done;
        if (event.change === 'DELETED' && hadPods) removals.set(name, event.seq);
        return 'irrelevant';
      },
      other: (event, view) => {
        if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) return 'irrelevant';
        return settle(view, event.seq);
      },
    };
  },
});
