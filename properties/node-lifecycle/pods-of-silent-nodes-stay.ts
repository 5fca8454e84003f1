import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createSilences } from '../vocabulary/node-silence.ts';
import { isTerminal, isTerminating } from '../vocabulary/pods.ts';

/** What a kubelet had begun before it fell silent may still come through. */
const lastWordsMs: Millis = 10_000;

/** Claims the promise that remains of NL-003 for scenarios of one controller: nobody but a user
 * removes the object of a pod from a node that does not report but exists, so that whatever runs
 * there keeps its name. A pod that has ended, or was given no time to stop, is not held. */
export function podsOfSilentNodesStay(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/pods-of-silent-nodes-stay`,
    title: 'A pod that is deleted on a silent node stays, terminating, until the node is heard of',
    controller,
    requirements: ['NL-003'],
    on: ['Pod'],
    monitor: (context) => {
      const silences = createSilences(context);

      function isHeld(pod: Pod, at: Millis): boolean {
        const { nodeName, terminationGracePeriodSeconds } = pod.spec;
        if (!nodeName || isTerminal(pod) || terminationGracePeriodSeconds === 0) return false;
        const silence = silences.of(nodeName);
        return silence !== undefined && at - silence.since > lastWordsMs;
      }

      return {
        change: (moment) => {
          const { object, change, at, actor } = moment.event;
          const { previous } = moment;
          if (object.kind !== 'Pod' || previous?.kind !== 'Pod') return 'irrelevant';
          if (!isHeld(previous, at)) return 'irrelevant';
          if (change === 'MODIFIED') {
            return isTerminating(object) && !isTerminating(previous) ? 'holds' : 'irrelevant';
          }
          const { nodeName = '' } = previous.spec;
          const isRemoved = moment.before.get('Node', nodeName) === undefined;
          if (isRemoved || moment.touched || actor === 'user') return 'irrelevant';
          return violationAt(moment, {
            message: `${object.metadata.name} was removed from ${nodeName}, which does not report`,
            expected: 'the pod object stays until its kubelet says that nothing runs any more',
            observed: `removed by ${actor ?? 'a controller'}`,
            evidence: [moment.before.seqOf(previous)],
          });
        },
        other: (event) => {
          silences.other(event);
          return 'irrelevant';
        },
      };
    },
  });
}
