/** Deployments at the API server: DEP-API-001 to DEP-API-004, DEP-STAT-003. */
import type { Deployment } from '../../../specs/kubernetes.ts';
import type { KindRules, Problem } from './rules.ts';
import { completeTemplate } from './template.ts';
import {
  checkAtMost,
  checkAtMostAll,
  checkCollisionCount,
  checkCounts,
  checkIntOrPercentage,
  checkNotNegative,
  checkSelector,
  checkSelectorUnchanged,
  checkSubdomainName,
  checkTemplate,
  invalid,
  isZero,
} from './validation.ts';

type Spec = Deployment['spec'];
type Strategy = Spec['strategy'];

export const deploymentRules: KindRules<Deployment> = {
  isNamespaced: true,
  generation: 'spec-or-annotations',
  complete(deployment, before) {
    if (deployment.spec === before?.spec) return deployment;
    return { ...deployment, spec: completeSpec(deployment.spec) };
  },
  validate: (deployment) =>
    checkSubdomainName('metadata.name', deployment.metadata.name) ?? checkSpec(deployment.spec),
  validateUpdate: (after, before) =>
    checkSelectorUnchanged(after.spec.selector, before.spec.selector),
  validateStatus: ({ status }, before) =>
    checkCounts(status) ??
    checkAtMost(status, ['updatedReplicas', 'readyReplicas', 'availableReplicas'], 'replicas') ??
    checkAtMost(status, ['availableReplicas'], 'readyReplicas') ??
    checkCollisionCount(status.collisionCount, before.status.collisionCount),
  initialStatus: () => ({}),
};

/** DEP-API-003. */
function completeSpec(sent: Partial<Spec> & Pick<Spec, 'selector' | 'template'>): Spec {
  const { minReadySeconds, paused, ...rest } = sent;
  return {
    ...rest,
    replicas: sent.replicas ?? 1,
    template: completeTemplate(sent.template),
    strategy: completeStrategy(sent.strategy),
    revisionHistoryLimit: sent.revisionHistoryLimit ?? 10,
    progressDeadlineSeconds: sent.progressDeadlineSeconds ?? 600,
    // Zero values are left out on the wire.
    ...(minReadySeconds && { minReadySeconds }),
    ...(paused && { paused }),
  };
}

function completeStrategy(sent: Partial<Strategy> | undefined): Strategy {
  const type = sent?.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return { ...sent, type };
  const defaults = { maxUnavailable: '25%', maxSurge: '25%' } as const;
  return { type, rollingUpdate: { ...defaults, ...sent?.rollingUpdate } };
}

function checkSpec(spec: Spec): Problem {
  return (
    checkNotNegative('spec.replicas', spec.replicas) ??
    checkSelector(spec.selector, spec.template) ??
    checkTemplate(spec.template) ??
    checkStrategy(spec.strategy) ??
    checkNotNegative('spec.minReadySeconds', spec.minReadySeconds) ??
    checkNotNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit) ??
    checkNotNegative('spec.progressDeadlineSeconds', spec.progressDeadlineSeconds) ??
    checkDeadline(spec)
  );
}

/** DEP-API-002: integers above `replicas` and surges above 100% pass, 0 and 0 together do not. */
function checkStrategy(strategy: Strategy): Problem {
  const { type, rollingUpdate } = strategy;
  switch (type) {
    case 'Recreate':
      if (rollingUpdate === undefined) return undefined;
      return "spec.strategy.rollingUpdate: Forbidden: may not be specified when type is 'Recreate'";
    case 'RollingUpdate': {
      const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
      const path = 'spec.strategy.rollingUpdate';
      return (
        checkIntOrPercentage(`${path}.maxUnavailable`, maxUnavailable) ??
        checkIntOrPercentage(`${path}.maxSurge`, maxSurge) ??
        (isZero(maxUnavailable) && isZero(maxSurge)
          ? invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when maxSurge is 0')
          : checkAtMostAll(`${path}.maxUnavailable`, maxUnavailable))
      );
    }
    default:
      return `spec.strategy.type: Unsupported value: ${JSON.stringify(type satisfies never)}`;
  }
}

function checkDeadline(spec: Spec): Problem {
  const deadline = spec.progressDeadlineSeconds;
  if (deadline === undefined || deadline > (spec.minReadySeconds ?? 0)) return undefined;
  return invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds');
}
