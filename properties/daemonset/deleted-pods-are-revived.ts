/**
 * DS-FAIL-003: where a pod of a set has gone, for whatever reason, at rest there is one again if
 * the node may run it; where only NoSchedule taints keep new ones away, there need not be.
 */
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { orphansFor, podsFor } from '../vocabulary/daemon-steps.ts';
import { shouldRun, targetOf } from '../vocabulary/eligibility.ts';

interface Loss {
  readonly podName: string;
  readonly nodeName: string;
  readonly seq: number;
}

export const deletedPodsAreRevived = always({
  id: 'daemonset/deleted-pods-are-revived',
  title: 'At rest a node that lost its pod and may run one has one again',
  controller: 'DaemonSet',
  requirements: ['DS-FAIL-003'],
  on: ['Pod'],
  monitor: (context) => {
    /** By uid of the set and node: the pod that went last. */
    const losses = new Map<string, Map<string, Loss>>();
    return {
      change: ({ event: { object, change, seq } }) => {
        const owner = controllerOf(object);
        if (change !== 'DELETED' || object.kind !== 'Pod') return 'irrelevant';
        const nodeName = targetOf(object);
        if (owner?.kind !== 'DaemonSet' || nodeName === undefined) return 'irrelevant';
        const ofSet = losses.get(owner.uid) ?? new Map<string, Loss>();
        losses.set(owner.uid, ofSet);
        ofSet.set(nodeName, { podName: object.metadata.name, nodeName, seq });
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const sight of settledDaemons(view, context)) {
          const lost = losses.get(sight.set.metadata.uid)?.values() ?? [];
          for (const { podName, nodeName, seq } of lost) {
            const node = view.get('Node', nodeName);
            if (node === undefined || !shouldRun(sight.set, node)) continue;
            answer = 'holds';
            if (podsFor(sight, nodeName).length + orphansFor(sight, nodeName).length > 0) continue;
            return {
              message: `${podName} is gone from ${nodeName} and no other took its place`,
              expected: `a pod of ${sight.set.metadata.name} on ${nodeName}`,
              observed: 'none',
              at: event.seq,
              evidence: [seq, event.seq],
            };
          }
        }
        return answer;
      },
    };
  },
});
