/** StatefulSets at the API server: STS-API-001 to STS-API-003, DEP-STAT-003. */
import type { Feature } from '../../../specs/features.ts';
import type { StatefulSet } from '../../../specs/kubernetes.ts';
import { isSame } from '../values.ts';
import type { KindRules, Problem } from './rules.ts';
import { completeTemplate } from './template.ts';
import {
  checkAtMost,
  checkAtMostAll,
  checkCollisionCount,
  checkCounts,
  checkIntOrPercentage,
  checkLabelName,
  checkNotNegative,
  checkSelector,
  checkTemplate,
  invalid,
  isZero,
} from './validation.ts';

type Spec = StatefulSet['spec'];
type Strategy = Spec['updateStrategy'];

export const statefulSetRules: KindRules<StatefulSet> = {
  isNamespaced: true,
  generation: 'spec',
  complete(set, before, features) {
    if (set.spec === before?.spec) return set;
    return { ...set, spec: completeSpec(set.spec, before?.spec, features) };
  },
  validate: (set) =>
    checkLabelName('metadata.name', set.metadata.name) ??
    (set.spec.serviceName
      ? checkLabelName('spec.serviceName', set.spec.serviceName)
      : undefined) ??
    checkSpec(set.spec),
  validateUpdate: checkFrozenFields,
  validateStatus: ({ status }, before) =>
    checkCounts(status) ??
    checkAtMost(
      status,
      ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
      'replicas',
    ) ??
    checkAtMost(status, ['availableReplicas'], 'readyReplicas') ??
    checkCollisionCount(status.collisionCount, before.status.collisionCount),
  initialStatus: () => ({ replicas: 0, availableReplicas: 0 }),
};

/** STS-API-003. */
function completeSpec(
  sent: Partial<Spec> & Pick<Spec, 'selector' | 'template'>,
  before: Spec | undefined,
  features: ReadonlySet<Feature>,
): Spec {
  const { minReadySeconds, persistentVolumeClaimRetentionPolicy: policy, ...rest } = sent;
  return {
    ...rest,
    replicas: sent.replicas ?? 1,
    template: completeTemplate(sent.template),
    podManagementPolicy: sent.podManagementPolicy ?? 'OrderedReady',
    updateStrategy: completeStrategy(sent.updateStrategy, before?.updateStrategy, features),
    revisionHistoryLimit: sent.revisionHistoryLimit ?? 10,
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: policy?.whenDeleted ?? 'Retain',
      whenScaled: policy?.whenScaled ?? 'Retain',
    },
    ...(minReadySeconds && { minReadySeconds }),
  };
}

/** The sharp edge of STS-API-003: `type: RollingUpdate` alone leaves `rollingUpdate` absent. */
function completeStrategy(
  sent: Partial<Strategy> | undefined,
  before: Strategy | undefined,
  features: ReadonlySet<Feature>,
): Strategy {
  const type = sent?.type ?? 'RollingUpdate';
  const rollingUpdate = sent?.rollingUpdate ?? (sent?.type === undefined ? {} : undefined);
  if (rollingUpdate === undefined) return { type };
  if (type !== 'RollingUpdate') return { type, rollingUpdate };
  const { partition = 0, maxUnavailable, ...others } = rollingUpdate;
  const isGateOn = features.has('MaxUnavailableStatefulSet');
  const isInUse = before?.rollingUpdate?.maxUnavailable !== undefined;
  // STS-API-002: with the gate off the field is dropped silently, unless it is in use already.
  const kept = isGateOn ? (maxUnavailable ?? 1) : isInUse ? maxUnavailable : undefined;
  return {
    type,
    rollingUpdate: { ...others, partition, ...(kept !== undefined && { maxUnavailable: kept }) },
  };
}

function checkSpec(spec: Spec): Problem {
  return (
    checkPolicies(spec) ??
    checkNotNegative('spec.replicas', spec.replicas) ??
    checkNotNegative('spec.minReadySeconds', spec.minReadySeconds) ??
    checkNotNegative('spec.ordinals.start', spec.ordinals?.start) ??
    checkSelector(spec.selector, spec.template) ??
    checkTemplate(spec.template)
  );
}

/** STS-API-002. */
function checkPolicies(spec: Spec): Problem {
  const { type, rollingUpdate } = spec.updateStrategy;
  const path = 'spec.updateStrategy.rollingUpdate';
  if (!['OrderedReady', 'Parallel'].includes(spec.podManagementPolicy)) {
    return invalid('spec.podManagementPolicy', spec.podManagementPolicy, 'is not a known policy');
  }
  for (const [when, what] of Object.entries(spec.persistentVolumeClaimRetentionPolicy ?? {})) {
    if (what === 'Retain' || what === 'Delete') continue;
    return `spec.persistentVolumeClaimRetentionPolicy.${when}: Unsupported value: "${what}"`;
  }
  switch (type) {
    case 'OnDelete':
      if (rollingUpdate === undefined) return undefined;
      return invalid(path, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'");
    case 'RollingUpdate':
      return (
        checkNotNegative(`${path}.partition`, rollingUpdate?.partition) ??
        checkMaxUnavailable(`${path}.maxUnavailable`, rollingUpdate)
      );
    default:
      return invalid('spec.updateStrategy', type satisfies never, 'is not a known type');
  }
}

function checkMaxUnavailable(path: string, rollingUpdate: Strategy['rollingUpdate']): Problem {
  const value = rollingUpdate?.maxUnavailable;
  if (value === undefined) return undefined;
  const problem = checkIntOrPercentage(path, value);
  if (problem !== undefined) return problem;
  return isZero(value) ? invalid(path, value, 'cannot be 0') : checkAtMostAll(path, value);
}

const mutableFields: ReadonlySet<string> = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);

/** STS-API-001. */
function checkFrozenFields(after: StatefulSet, before: StatefulSet): Problem {
  const specs: readonly Record<string, unknown>[] = [{ ...after.spec }, { ...before.spec }];
  const [now = {}, then = {}] = specs;
  for (const field of new Set([...Object.keys(now), ...Object.keys(then)])) {
    if (mutableFields.has(field) || isSame(now[field], then[field])) continue;
    return `spec: Forbidden: updates to statefulset spec for field '${field}' are forbidden`;
  }
  return undefined;
}
