/** May a pod run on a node? Node selector, required node affinity, taints and tolerations. */
import type {
  Node,
  NodeSelectorTerm,
  PodSpec,
  Taint,
  Toleration,
} from '../../specs/kubernetes.ts';
import { requirementMatches } from '../../specs/kubernetes.ts';

export const unschedulableTaint: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  effect: 'NoSchedule',
};

/** Would the scheduler put the pod there? Resources and ports are not modelled. */
export function isSchedulable(pod: PodSpec, node: Node): boolean {
  const taints = node.spec.taints ?? [];
  const effective = node.spec.unschedulable ? [...taints, unschedulableTaint] : taints;
  return (
    selectsNode(pod, node) &&
    effective.every(
      (taint) => taint.effect === 'PreferNoSchedule' || isTolerated(taint, pod.tolerations ?? []),
    )
  );
}

/** Does the pod's node selector and required affinity select the node? */
export function selectsNode(pod: PodSpec, node: Node): boolean {
  const { labels } = node.metadata;
  for (const key in pod.nodeSelector) {
    if (labels?.[key] !== pod.nodeSelector[key]) return false;
  }
  const required = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return true;
  return required.nodeSelectorTerms.some((term) => termSelects(term, node));
}

/** A term without requirements selects nothing. */
function termSelects(term: NodeSelectorTerm, node: Node): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length + fields.length === 0) return false;
  const fieldValues = { 'metadata.name': node.metadata.name };
  return (
    expressions.every((requirement) => requirementMatches(requirement, node.metadata.labels)) &&
    fields.every((requirement) => requirementMatches(requirement, fieldValues))
  );
}

/** Does one of the tolerations cover the taint? */
export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/** Does this toleration cover the taint? No effect means every effect, no key every key. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
}
