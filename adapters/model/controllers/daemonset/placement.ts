/**
 * On which nodes a DaemonSet's pods belong (DS-NODE-001, DS-NODE-003, DS-NODE-006, DS-NODE-008).
 *
 * Readiness of the node, room on it, ports and other pods do not matter; nor does `unschedulable`,
 * except as the taint that it leaves. Pure.
 */
import type {
  DaemonSet,
  Node,
  NodeSelectorTerm,
  PodSpec,
  SelectorRequirement,
  Taint,
  Toleration,
} from '../../../../specs/kubernetes.ts';
import { requirementMatches } from '../../../../specs/kubernetes.ts';

/** What a DaemonSet wants of a node: that a pod be started there, and that one there may stay. */
export interface Placement {
  readonly shouldRun: boolean;
  readonly shouldStay: boolean;
}

/** DS-NODE-003: a taint NoSchedule keeps new pods away, only NoExecute drives a running one off. */
export function placementOn(node: Node, set: DaemonSet): Placement {
  const { spec } = set.spec.template;
  if (!fits(node, spec)) return { shouldRun: false, shouldStay: false };
  const tolerations = daemonTolerationsOf(spec);
  const repels = (taint: Taint) => !tolerations.some((toleration) => tolerates(toleration, taint));
  const repelling = (node.spec.taints ?? []).filter(repels);
  return {
    shouldRun: repelling.every(({ effect }) => effect === 'PreferNoSchedule'),
    shouldStay: repelling.every(({ effect }) => effect !== 'NoExecute'), // DS-NODE-003
  };
}

/** Do the template's node name, selector and required affinity accept the node? */
function fits(node: Node, spec: PodSpec): boolean {
  if (spec.nodeName !== undefined && spec.nodeName !== node.metadata.name) return false;
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(spec.nodeSelector ?? {});
  if (!selected.every(([key, value]) => labels[key] === value)) return false;
  const affinity = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return affinity === undefined || affinity.nodeSelectorTerms.some((term) => accepts(term, node));
}

function accepts({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node) {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  const byLabel = (requirement: SelectorRequirement) =>
    requirementMatches(requirement, node.metadata.labels);
  const byField = (requirement: SelectorRequirement) =>
    requirementMatches(requirement, { 'metadata.name': node.metadata.name });
  return matchExpressions.every(byLabel) && matchFields.every(byField);
}

function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
  if (toleration.key !== undefined && toleration.key !== taint.key) return false;
  return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
}

const computed = new WeakMap<PodSpec, readonly Toleration[]>();

/** The template's tolerations and those that every daemon pod gets (DS-NODE-006, DS-FAIL-004). A
 * toleration of the template with the same key, effect, operator and value is overwritten. */
export function daemonTolerationsOf(spec: PodSpec): readonly Toleration[] {
  const known = computed.get(spec);
  if (known !== undefined) return known;
  let tolerations = spec.tolerations ?? [];
  for (const automatic of automaticTolerations(spec)) {
    const replaced = tolerations.map((one) => (isSame(one, automatic) ? automatic : one));
    tolerations = replaced.includes(automatic) ? replaced : [...replaced, automatic];
  }
  computed.set(spec, tolerations);
  return tolerations;
}

function automaticTolerations({ hostNetwork }: PodSpec): Toleration[] {
  const tolerate = (name: string, effect: Taint['effect']): Toleration => ({
    key: `node.kubernetes.io/${name}`,
    operator: 'Exists',
    effect,
  });
  return [
    tolerate('not-ready', 'NoExecute'),
    tolerate('unreachable', 'NoExecute'),
    tolerate('disk-pressure', 'NoSchedule'),
    tolerate('memory-pressure', 'NoSchedule'),
    tolerate('pid-pressure', 'NoSchedule'),
    tolerate('unschedulable', 'NoSchedule'), // DS-NODE-006
    ...(hostNetwork ? [tolerate('network-unavailable', 'NoSchedule')] : []),
  ];
}

function isSame(left: Toleration, right: Toleration): boolean {
  return (
    left.key === right.key &&
    left.effect === right.effect &&
    left.operator === right.operator &&
    (left.value ?? '') === (right.value ?? '')
  );
}
