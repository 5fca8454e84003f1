/**
 * The pods of a DaemonSet: for which node each is, which is older, which is up to date, and what a
 * new one looks like (DS-NODE-007, DS-NODE-009, DS-NODE-010, DS-UPD-002).
 */
import type { DaemonSet, Pod, PodSpec } from '../../../../specs/kubernetes.ts';
import type { Draft } from '../../controller.ts';
import { controllerReference } from '../adoption.ts';
import { isTerminal, isTerminating } from '../pod-state.ts';
import { daemonTolerationsOf } from './placement.ts';

export const hashLabel = 'controller-revision-hash';
const generationLabel = 'pod-template-generation';
const generationAnnotation = 'deprecated.daemonset.template.generation';

/** The node that a pod runs on or is pinned to. A pod with neither is nobody's (DS-OWN-001). */
export function targetNodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const pin = required?.nodeSelectorTerms
    .flatMap(({ matchFields = [] }) => matchFields)
    .find(({ key, operator }) => key === 'metadata.name' && operator === 'In');
  return pin?.values?.length === 1 ? pin.values[0] : undefined;
}

/** The pods by target node. What has ended and is being deleted is over and left out, unless it is
 * asked for. */
export function podsByNode(pods: readonly Pod[], includesEnded = false): Map<string, Pod[]> {
  const nodes = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (!includesEnded && isTerminal(pod) && isTerminating(pod)) continue; // DS-NODE-002
    const node = targetNodeOf(pod);
    if (node === undefined) continue;
    const there = nodes.get(node);
    if (there === undefined) nodes.set(node, [pod]);
    else there.push(pod);
  }
  return nodes;
}

/** DS-NODE-009: bound before unbound, then the oldest, then by name; revisions do not matter. */
export function sortPods(pods: readonly Pod[]): Pod[] {
  return pods.toSorted(
    (left, right) =>
      Number(left.spec.nodeName === undefined) - Number(right.spec.nodeName === undefined) ||
      compare(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
      compare(left.metadata.name, right.metadata.name),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Is the pod of the current template, by hash or by the older template generation (DS-UPD-002)? */
export function isUpToDate(pod: Pod, set: DaemonSet, hash: string): boolean {
  const labels = pod.metadata.labels ?? {};
  const generation = set.metadata.annotations?.[generationAnnotation];
  return (
    labels[hashLabel] === hash ||
    (generation !== undefined && labels[generationLabel] === generation)
  );
}

/** The pod that a node needs (DS-NODE-006, DS-NODE-007, DS-NODE-010). */
export function newPod(set: DaemonSet, node: string, hash: string): Draft {
  const { metadata = {}, spec } = set.spec.template;
  const generation = set.metadata.annotations?.[generationAnnotation];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${set.metadata.name}-`, // DS-NODE-010
      ...metadata,
      labels: {
        ...metadata.labels,
        ...(generation !== undefined && { [generationLabel]: generation }),
        [hashLabel]: hash, // DS-UPD-002
      },
      ownerReferences: [controllerReference(set)], // STS-REV-007
    },
    spec: { ...spec, tolerations: daemonTolerationsOf(spec), affinity: pinnedTo(node, spec) },
  };
}

/** DS-NODE-007: in place of every alternative that the template has, this one node. */
function pinnedTo(node: string, { affinity }: PodSpec): NonNullable<PodSpec['affinity']> {
  const pin = { key: 'metadata.name', operator: 'In', values: [node] } as const;
  return {
    ...affinity,
    nodeAffinity: {
      ...affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [pin] }],
      },
    },
  };
}
