/**
 * DS-FAIL-004: that a node is not ready or cannot be reached drives no daemon pod off it. Judged
 * where one is evicted for a taint, and where such a taint goes and its pods are still there.
 */
import type { Node, Pod } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isTerminating } from '../vocabulary/pods.ts';

const trouble: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

export const nodeTroubleEvictsNobody = always({
  id: 'daemonset/node-trouble-evicts-nobody',
  title: 'No pod is evicted from a node that is not ready or cannot be reached',
  controller: 'DaemonSet',
  requirements: ['DS-FAIL-004'],
  on: ['Pod', 'Node'],
  monitor: () => ({
    change: (moment) => {
      const { object } = moment.event;
      if (object.kind === 'Node') return judgeRecovery(moment, object);
      return object.kind === 'Pod' ? judgeEviction(moment, object) : 'irrelevant';
    },
  }),
});

function judgeEviction(moment: Moment, pod: Pod): Answer {
  const before = moment.previous as Pod | undefined;
  if (before === undefined || isTaintedAway(before) || !isTaintedAway(pod)) return 'irrelevant';
  const node = moment.before.get('Node', pod.spec.nodeName ?? '');
  if (!isDaemon(pod) || node === undefined) return 'irrelevant';
  const watched = { kind: 'Node', uid: node.metadata.uid } as const;
  const isForAnotherTaint = moment.couldHaveSeen([watched], (view) => {
    const seen = view.byUid('Node', node.metadata.uid);
    return seen === undefined || evictingKeys(seen).some((key) => !trouble.has(key));
  });
  if (isForAnotherTaint) return 'holds';
  return violationAt(moment, {
    message: `${pod.metadata.name} was evicted from ${node.metadata.name}, which is in trouble`,
    expected: `${pod.metadata.name} stays: daemon pods tolerate that without a time limit`,
    observed: `evicted; taints NoExecute: ${evictingKeys(node).join(', ') || 'none'}`,
    evidence: [moment.before.seqOf(node)],
  });
}

function judgeRecovery({ previous, after }: Moment, node: Node): Answer {
  const before = previous as Node | undefined;
  if (before === undefined || !isInTrouble(before) || isInTrouble(node)) return 'irrelevant';
  const pods = [...after.podsOn(node.metadata.name)];
  return pods.some((pod) => isDaemon(pod) && !isTerminating(pod)) ? 'holds' : 'irrelevant';
}

function isTaintedAway(pod: Pod): boolean {
  const condition = conditionOf(pod, 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'DeletionByTaintManager';
}

function isDaemon(pod: Pod): boolean {
  return controllerOf(pod)?.kind === 'DaemonSet';
}

function isInTrouble(node: Node): boolean {
  return evictingKeys(node).some((key) => trouble.has(key));
}

function evictingKeys({ spec }: Node): readonly string[] {
  const taints = spec.taints ?? [];
  return taints.filter(({ effect }) => effect === 'NoExecute').map(({ key }) => key);
}
