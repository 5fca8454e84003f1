import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';

const quarantineMs: Millis = 40_000;

/** Claims the other half of NL-004 for scenarios of one controller: a pod is collected with its
 * node only when the node has been gone for forty seconds, so that one that registers again in time
 * keeps its pods. What the collector says on the pod tells its deletions from those by others. */
export function removedNodesHaveAQuarantine(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/removed-nodes-have-a-quarantine`,
    title: 'A pod is collected with its node only when that has been gone for a while',
    controller,
    requirements: ['NL-004'],
    needs: ['global-order'],
    on: ['Node', 'Pod'],
    monitor: ({ target }) => {
      /** When a node of this name was first removed: a former removal may be what is remembered. */
      const removed = new Map<string, Millis>();
      return {
        change: (moment) => {
          const { object, change, at } = moment.event;
          if (object.kind === 'Node') {
            const { name } = object.metadata;
            if (change === 'DELETED' && !removed.has(name)) removed.set(name, at);
            return 'irrelevant';
          }
          if (object.kind !== 'Pod' || change === 'DELETED') return 'irrelevant';
          const isNews = !(moment.previous?.kind === 'Pod' && isCollected(moment.previous));
          const { nodeName } = object.spec;
          if (!isNews || !nodeName || !isCollected(object)) return 'irrelevant';
          const since = removed.get(nodeName);
          const isGone = moment.before.get('Node', nodeName) === undefined;
          const slack = target.clockToleranceMs;
          if (since !== undefined && isGone && at - since >= quarantineMs - slack) return 'holds';
          return violationAt(moment, {
            message: `${object.metadata.name} was collected with ${nodeName} too early`,
            expected: `${nodeName} gone for ${quarantineMs / 1000} s`,
            observed: isGone ? `removed ${(at - (since ?? at)) / 1000} s ago` : 'the node exists',
          });
        },
      };
    },
  });
}

function isCollected(pod: Pod): boolean {
  const condition = conditionOf(pod, 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'DeletionByPodGC';
}
