/** What can be seen of claims about DaemonSets. */
import type { Node } from '../../specs/kubernetes.ts';
import type { Trace } from '../../specs/trace.ts';
import { seconds } from '../../reports/markdown.ts';
import type { Observation } from './observations.ts';
import { atTheEnd, versionsOf } from './story.ts';

const onePodOnEligibleNodesOnly: Observation = (trace) => {
  const nodes = atTheEnd(trace, 'Node');
  const counts = nodes.map((node) => podsOn(trace, node));
  const withPod = counts.filter((count) => count === 1).length;
  const without = counts.filter((count) => count === 0).length;
  if (withPod === 0 || without === 0 || withPod + without < nodes.length) return undefined;
  return `${withPod} of ${nodes.length} nodes have one pod each, ${without} have none`;
};

const aPodOnTheNodeThatJoined: Observation = (trace) => {
  const created = versionsOf(trace, 'DaemonSet')[0];
  const joined = versionsOf(trace, 'Node').find(
    ({ at, change }) => change === 'ADDED' && created !== undefined && at > created.at,
  );
  const pod = versionsOf(trace, 'Pod').find(
    ({ object }) => object.spec.nodeName === joined?.object.metadata.name,
  );
  if (joined === undefined || pod === undefined) return undefined;
  return `a node joined at ${seconds(joined.at)}; its pod was on it at ${seconds(pod.at)}`;
};

const noPodWithoutTheLabel: Observation = (trace) => {
  const nodes = atTheEnd(trace, 'Node');
  const unlabelled = nodes.filter(({ metadata }) => metadata.labels?.['disk'] === 'hdd');
  const tainted = nodes.filter(({ spec }) => spec.taints?.some(({ key }) => key === 'dedicated'));
  const left = [...unlabelled, ...tainted].map((node) => podsOn(trace, node));
  if (unlabelled.length === 0 || tainted.length === 0 || left.some((count) => count > 0)) {
    return undefined;
  }
  return 'no pod on the node with another label, and none on the tainted one';
};

function podsOn(trace: Trace, node: Node): number {
  return atTheEnd(trace, 'Pod').filter(({ spec }) => spec.nodeName === node.metadata.name).length;
}

/** By the name under which the ledger asks for them. */
export const daemonsetObservations = {
  'one-pod-on-eligible-nodes-only': onePodOnEligibleNodesOnly,
  'a-pod-on-the-node-that-joined': aPodOnTheNodeThatJoined,
  'no-pod-without-the-label': noPodWithoutTheLabel,
} as const;
