/**
 * DS-NODE-004: after a node was added, or its labels or taints changed, pods have come and gone
 * accordingly by the time the world rests.
 */
import type { Node } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { settledDaemons, wrongOn } from '../vocabulary/daemon-rest.ts';
import type { ClusterView } from '../view.ts';

export const nodeChangesMovePods = always({
  id: 'daemonset/node-changes-move-pods',
  title: 'After a node was added or changed, exactly the right pods are on it',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-004'],
  on: ['Node'],
  monitor: (context) => {
    /** By name: the change of each node that a DaemonSet had to react to last. */
    const changes = new Map<string, number>();

    function settle(view: ClusterView, at: number): Answer {
      let answer: Answer = 'irrelevant';
      for (const [nodeName, seq] of changes) {
        const node = view.get('Node', nodeName);
        if (node === undefined) continue;
        for (const sight of settledDaemons(view, context)) {
          const wrong = wrongOn(sight, node);
          answer = 'holds';
          if (wrong === undefined) continue;
          return {
            message: `${sight.set.metadata.name} did not follow a change of ${nodeName}`,
            expected: `the pods of ${sight.set.metadata.name} that belong on ${nodeName}`,
            observed: wrong,
            at,
            evidence: [seq],
          };
        }
      }
      return answer;
    }

    return {
      change: ({ event, previous, before }) => {
        const { object, change, seq } = event;
        if (object.kind !== 'Node' || change === 'DELETED') return 'irrelevant';
        const hasSets = !before.list('DaemonSet')[Symbol.iterator]().next().done;
        if (hasSets && isNews(previous as Node | undefined, object)) {
          changes.set(object.metadata.name, seq);
        }
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        return settle(view, event.seq);
      },
    };
  },
});

function isNews(before: Node | undefined, after: Node): boolean {
  return (
    before === undefined ||
    JSON.stringify(before.metadata.labels) !== JSON.stringify(after.metadata.labels) ||
    JSON.stringify(before.spec.taints) !== JSON.stringify(after.spec.taints)
  );
}
