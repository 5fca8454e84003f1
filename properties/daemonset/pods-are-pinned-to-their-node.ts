/**
 * DS-NODE-007: a new pod is pinned to one node by required node affinity on its name, which
 * replaces the template's own terms; it is not bound yet, and when it is, then to that node.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createdDaemon, daemonActOn } from '../vocabulary/daemon-moments.ts';
import { pinOf } from '../vocabulary/eligibility.ts';

export const podsArePinnedToTheirNode = always({
  id: 'daemonset/pods-are-pinned-to-their-node',
  title: 'A pod is pinned to one node and bound to no other',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-007'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const { object } = moment.event;
      if (object.kind !== 'Pod') return 'irrelevant';
      return createdDaemon(moment) === undefined
        ? judgeBinding(moment, object)
        : judgePin(moment, object);
    },
  }),
});

function judgePin(moment: Moment, pod: Pod): Answer {
  const node = moment.before.get('Node', pinOf(pod) ?? '');
  const terms =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  const [term, ...others] = terms;
  const isPinned =
    pinOf(pod) !== undefined &&
    others.length === 0 &&
    (term?.matchExpressions ?? []).length === 0 &&
    term?.matchFields?.length === 1;
  if (isPinned && !pod.spec.nodeName) return 'holds';
  return violationAt(moment, {
    message: `${pod.metadata.name} is not pinned to one node`,
    expected: 'one term of required node affinity, with one node name, and no nodeName',
    observed: pod.spec.nodeName ? `bound to ${pod.spec.nodeName}` : JSON.stringify(terms),
    evidence: node ? [moment.before.seqOf(node)] : [],
  });
}

function judgeBinding(moment: Moment, pod: Pod): Answer {
  const before = moment.previous as Pod | undefined;
  if (before === undefined || before.spec.nodeName || !pod.spec.nodeName) return 'irrelevant';
  const pin = pinOf(pod);
  if (daemonActOn(moment, pod) === undefined || pin === undefined) return 'irrelevant';
  if (pin === pod.spec.nodeName) return 'holds';
  return violationAt(moment, {
    message: `${pod.metadata.name} was bound to another node than it was made for`,
    expected: pin,
    observed: pod.spec.nodeName,
    evidence: [moment.before.seqOf(before)],
  });
}
