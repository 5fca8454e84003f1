import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { AlwaysProperty, Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createTaintHistory, toleratedMs } from '../vocabulary/taint-history.ts';

/** Claims NL-002, one half, for scenarios of one controller: a pod that is deleted for a taint of
 * its node was under it for as long as it tolerates. Time counts from the first NoExecute taint
 * that the pod met on the node; taints that come back at once may pass for never gone. */
export function noPodIsEvictedBeforeItsTime(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/no-pod-is-evicted-before-its-time`,
    title: 'A pod is evicted for a taint only after the time for which it tolerates it',
    controller,
    requirements: ['NL-002'],
    needs: ['global-order'],
    on: ['Node', 'Pod'],
    monitor: ({ target }) => {
      const history = createTaintHistory();

      function judge(moment: Moment, pod: Pod): Answer {
        const { nodeName } = pod.spec;
        if (!nodeName) return 'irrelevant';
        const { at } = moment.event;
        const versions = history.of(nodeName, target.stalenessMs);
        const first = versions[0];
        const bound = history.boundSince(pod.metadata.uid) ?? 0;
        const start = Math.max(first?.at ?? 0, bound);
        const waits = versions
          .filter(({ taints }) => taints.length > 0)
          .map(({ taints }) => toleratedMs(pod, taints));
        const slack = target.clockToleranceMs;
        if (waits.some((wait) => start + wait <= at + slack)) return 'holds';
        const shortest = Math.min(...waits);
        return violationAt(moment, {
          message: `${pod.metadata.name} was evicted from ${nodeName} too early`,
          expected:
            first === undefined
              ? 'no eviction without a taint'
              : `to stay for ${shortest / 1000} s after +${start / 1000}s`,
          observed: `evicted at +${at / 1000}s`,
          evidence: versions.map(({ seq }) => seq),
        });
      }

      return {
        change: (moment) => {
          const { object } = moment.event;
          const answer =
            object.kind === 'Pod' && isDeletionDecision(moment) && isForTaint(object)
              ? judge(moment, object)
              : 'irrelevant';
          history.follow(moment.event);
          return answer;
        },
      };
    },
  });
}

/** Said on the pod before it is deleted. */
function isForTaint(pod: Pod): boolean {
  const condition = conditionOf(pod, 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'DeletionByTaintManager';
}
