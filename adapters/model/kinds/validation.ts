/** Checks that several kinds share. Each returns the first problem it finds. */
import type {
  IntOrString,
  Labels,
  LabelSelector,
  ObjectMeta,
  PodTemplate,
  SelectorRequirement,
  Toleration,
} from '../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../specs/kubernetes.ts';
import { remember } from '../remember.ts';
import { isSame } from '../values.ts';
import type { Problem } from './rules.ts';

const labelName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomainName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const percentage = /^[0-9]+%$/;

/** `spec.replicas: Invalid value: -1: must be …`, as the API server words it. */
export function invalid(path: string, value: unknown, why: string): string {
  return `${path}: Invalid value: ${JSON.stringify(value)}: ${why}`;
}

/** A DNS label: at most 63 characters, no dots. */
export function checkLabelName(path: string, name: string): Problem {
  if (name.length <= 63 && labelName.test(name)) return undefined;
  return invalid(path, name, 'must be a lowercase DNS label of at most 63 characters');
}

/** A DNS subdomain: labels separated by dots, at most 253 characters. */
export function checkSubdomainName(path: string, name: string): Problem {
  if (name.length <= 253 && subdomainName.test(name)) return undefined;
  return invalid(path, name, 'must be a lowercase DNS subdomain of at most 253 characters');
}

/** Label values have at most 63 characters of a small alphabet (STS-API-004). */
export function checkLabels(path: string, labels: Labels | undefined): Problem {
  if (labels === undefined || areValid(labels)) return undefined;
  for (const key in labels) {
    const value = labels[key] ?? '';
    if (value.length > 63) return invalid(path, value, 'must be no more than 63 characters');
    if (!labelValue.test(value)) return invalid(path, value, 'is not a valid label value');
  }
  return undefined;
}

const areValid = remember((labels: Labels): boolean =>
  Object.values(labels).every((value) => value.length <= 63 && labelValue.test(value)),
);

/** An integer of at least zero; undefined passes. */
export function checkNotNegative(path: string, value: number | undefined): Problem {
  if (value === undefined || value >= 0) return undefined;
  return invalid(path, value, 'must be greater than or equal to 0');
}

/** A non-negative integer or a percentage. */
export function checkIntOrPercentage(path: string, value: IntOrString | undefined): Problem {
  if (typeof value !== 'string') return checkNotNegative(path, value);
  return percentage.test(value) ? undefined : invalid(path, value, 'must be a percentage');
}

/** A percentage may not exceed 100%; integers pass. */
export function checkAtMostAll(path: string, value: IntOrString | undefined): Problem {
  if (typeof value !== 'string' || Number.parseInt(value, 10) <= 100) return undefined;
  return invalid(path, value, 'must not be greater than 100%');
}

/** Is it 0 or 0%? Both count as zero (DEP-API-002); so does an absent value. */
export function isZero(value: IntOrString | undefined): boolean {
  return value === undefined || Number.parseInt(String(value), 10) === 0;
}

/** A selector must select something, and what it selects must be the template (DEP-API-001). */
export function checkSelector(selector: LabelSelector | undefined, template: PodTemplate): Problem {
  if (selector === undefined) return 'spec.selector: Required value';
  const isEmpty =
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0;
  if (isEmpty) return invalid('spec.selector', selector, 'empty selector is invalid');
  if (selectorMatches(selector, template.metadata?.labels)) return undefined;
  const labels = template.metadata?.labels ?? {};
  return invalid('spec.template.metadata.labels', labels, 'does not match the selector');
}

/** A selector never changes (DEP-API-001). */
export function checkSelectorUnchanged(after: LabelSelector, before: LabelSelector): Problem {
  if (isSame(after, before)) return undefined;
  return invalid('spec.selector', after, 'field is immutable');
}

/** Pod templates of workloads restart their containers for ever (DEP-API-002). */
export function checkTemplate(template: PodTemplate): Problem {
  const { spec } = template;
  if (spec.restartPolicy !== 'Always') {
    return `spec.template.spec.restartPolicy: Unsupported value: "${spec.restartPolicy}"`;
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    return 'spec.template.spec.activeDeadlineSeconds: Forbidden: is not supported here';
  }
  return (
    checkLabels('spec.template.metadata.labels', template.metadata?.labels) ??
    checkNotNegative(
      'spec.template.spec.terminationGracePeriodSeconds',
      spec.terminationGracePeriodSeconds,
    ) ??
    checkLabels('spec.template.spec.nodeSelector', spec.nodeSelector) ??
    checkTolerations('spec.template.spec.tolerations', spec.tolerations) ??
    checkAffinity(template)
  );
}

function checkTolerations(path: string, tolerations: readonly Toleration[] | undefined): Problem {
  for (const toleration of tolerations ?? []) {
    const operator = toleration.operator ?? 'Equal';
    if (!toleration.key && operator !== 'Exists') {
      return invalid(path, toleration, 'operator must be Exists when key is empty');
    }
    if (operator === 'Exists' && toleration.value) {
      return invalid(path, toleration, 'value must be empty when operator is Exists');
    }
    if (toleration.tolerationSeconds !== undefined && toleration.effect !== 'NoExecute') {
      return invalid(path, toleration, 'effect must be NoExecute when tolerationSeconds is set');
    }
  }
  return undefined;
}

function checkAffinity(template: PodTemplate): Problem {
  const required =
    template.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return undefined;
  const path = 'spec.template.spec.affinity.nodeAffinity';
  if (required.nodeSelectorTerms.length === 0) return `${path}: must have a node selector term`;
  for (const term of required.nodeSelectorTerms) {
    for (const requirement of term.matchExpressions ?? []) {
      const problem = checkRequirement(path, requirement);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function checkRequirement(path: string, requirement: SelectorRequirement): Problem {
  const count = requirement.values?.length ?? 0;
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      return count > 0 ? undefined : `${path}: must have values when operator is In or NotIn`;
    case 'Exists':
    case 'DoesNotExist':
      return count === 0 ? undefined : `${path}: may not have values when operator is Exists`;
    case 'Gt':
    case 'Lt':
      return count === 1 ? undefined : `${path}: must have one value when operator is Gt or Lt`;
    default:
      return requirement.operator satisfies never;
  }
}

/** Every member that is a number must not be negative. */
export function checkCounts(status: object): Problem {
  const members = status as Record<string, unknown>;
  for (const key in members) {
    const value = members[key];
    if (typeof value === 'number' && value < 0) return checkNotNegative(`status.${key}`, value);
  }
  return undefined;
}

/** These members of a status must not exceed another one (DEP-STAT-003). */
export function checkAtMost(
  status: object,
  names: readonly string[],
  limitName: string,
): Problem {
  const count = (name: string) => Number((status as Record<string, unknown>)[name] ?? 0);
  for (const name of names) {
    if (count(name) <= count(limitName)) continue;
    return invalid(`status.${name}`, count(name), `cannot be greater than status.${limitName}`);
  }
  return undefined;
}

/** A collision count never goes back (DEP-RS-005, STS-STAT-003). */
export function checkCollisionCount(after = 0, before = 0): Problem {
  if (after >= before) return undefined;
  return invalid('status.collisionCount', after, 'cannot be decremented');
}

/** What every object's metadata must satisfy besides its name. */
export function checkMetadata(metadata: ObjectMeta): Problem {
  const controllers = metadata.ownerReferences?.filter((each) => each.controller === true) ?? [];
  if (controllers.length > 1) return 'metadata.ownerReferences: only one may be the controller';
  return checkLabels('metadata.labels', metadata.labels);
}

/** Once an object is being deleted no finalizer can be added. */
export function checkNoNewFinalizers(after: ObjectMeta, before: ObjectMeta): Problem {
  if (before.deletionTimestamp === undefined || after.finalizers === undefined) return undefined;
  const added = after.finalizers.find((each) => !before.finalizers?.includes(each));
  if (added === undefined) return undefined;
  return `metadata.finalizers: Forbidden: ${added} cannot be added to an object being deleted`;
}
