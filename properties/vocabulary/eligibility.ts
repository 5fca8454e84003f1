/**
 * Where a DaemonSet's pods belong: which nodes fit, which may start one, which may keep one, and
 * the node that a pod was made for (requirements 5).
 */
import type {
  DaemonSet,
  Node,
  NodeSelectorTerm,
  Pod,
  PodSpec,
  Taint,
  Toleration,
} from '../../specs/kubernetes.ts';
import { requirementMatches } from '../../specs/kubernetes.ts';

const tolerating = (key: string, effect: Taint['effect']): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect,
});

const always: readonly Toleration[] = [
  tolerating('not-ready', 'NoExecute'),
  tolerating('unreachable', 'NoExecute'),
  tolerating('disk-pressure', 'NoSchedule'),
  tolerating('memory-pressure', 'NoSchedule'),
  tolerating('pid-pressure', 'NoSchedule'),
  tolerating('unschedulable', 'NoSchedule'),
];
const onHostNetwork = tolerating('network-unavailable', 'NoSchedule');

/** What every daemon pod tolerates whatever its template says (DS-NODE-006). */
export function automaticTolerations(spec: PodSpec): readonly Toleration[] {
  return spec.hostNetwork ? [...always, onHostNetwork] : always;
}

/** Does the node match the template's `nodeName`, `nodeSelector` and required node affinity? */
export function fits(set: DaemonSet, node: Node): boolean {
  const { nodeName, nodeSelector, affinity } = set.spec.template.spec;
  if (nodeName && nodeName !== node.metadata.name) return false;
  const { labels } = node.metadata;
  for (const key in nodeSelector) if (labels?.[key] !== nodeSelector[key]) return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || required.nodeSelectorTerms.some((term) => matches(term, node));
}

/** May a pod be started there: it fits, and every NoSchedule and NoExecute taint is tolerated. */
export function shouldRun(set: DaemonSet, node: Node): boolean {
  return fits(set, node) && tolerates(set, node, ['NoSchedule', 'NoExecute']);
}

/** May a pod that is there stay: it fits, and every NoExecute taint is tolerated. */
export function shouldStay(set: DaemonSet, node: Node): boolean {
  return fits(set, node) && tolerates(set, node, ['NoExecute']);
}

/** The node that a pod is bound to, or pinned to by its required node affinity. */
export function targetOf(pod: Pod): string | undefined {
  return pod.spec.nodeName || pinOf(pod);
}

/** The one node that a pod's required node affinity names, if it names exactly one. */
export function pinOf(pod: Pod): string | undefined {
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const { matchFields } of required?.nodeSelectorTerms ?? []) {
    const field = matchFields?.find(
      ({ key, operator }) => key === 'metadata.name' && operator === 'In',
    );
    if (field !== undefined) return field.values?.length === 1 ? field.values[0] : undefined;
  }
  return undefined;
}

/** A term without requirements matches no node. */
function matches({ matchExpressions, matchFields }: NodeSelectorTerm, node: Node): boolean {
  const expressions = matchExpressions ?? [];
  const fields = matchFields ?? [];
  if (expressions.length === 0 && fields.length === 0) return false;
  return (
    expressions.every((each) => requirementMatches(each, node.metadata.labels)) &&
    fields.every((each) => requirementMatches(each, { 'metadata.name': node.metadata.name }))
  );
}

function tolerates(set: DaemonSet, node: Node, effects: readonly Taint['effect'][]): boolean {
  if (!node.spec.taints?.length) return true;
  const { spec } = set.spec.template;
  const tolerations = [...automaticTolerations(spec), ...(spec.tolerations ?? [])];
  return node.spec.taints
    .filter(({ effect }) => effects.includes(effect))
    .every((taint) => tolerations.some((toleration) => isTolerated(taint, toleration)));
}

/** An absent key or effect of a toleration stands for all; an absent operator for `Equal`. */
export function isTolerated(taint: Taint, { key, operator, value, effect }: Toleration): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  return operator === 'Exists' || (value ?? '') === (taint.value ?? '');
}
