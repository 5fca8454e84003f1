/** ReplicaSets at the API server: RS-API-001, DEP-API-001, DEP-STAT-003. */
import type { ReplicaSet } from '../../../specs/kubernetes.ts';
import type { KindRules, Problem } from './rules.ts';
import { completeTemplate } from './template.ts';
import {
  checkAtMost,
  checkCounts,
  checkNotNegative,
  checkSelector,
  checkSelectorUnchanged,
  checkSubdomainName,
  checkTemplate,
} from './validation.ts';

type Spec = ReplicaSet['spec'];

export const replicaSetRules: KindRules<ReplicaSet> = {
  isNamespaced: true,
  generation: 'spec',
  complete(replicaSet, before) {
    if (replicaSet.spec === before?.spec) return replicaSet;
    return { ...replicaSet, spec: completeSpec(replicaSet.spec) };
  },
  validate: (replicaSet) =>
    checkSubdomainName('metadata.name', replicaSet.metadata.name) ?? checkSpec(replicaSet.spec),
  validateUpdate: (after, before) =>
    checkSelectorUnchanged(after.spec.selector, before.spec.selector),
  validateStatus: ({ status }) =>
    checkCounts(status) ??
    checkAtMost(
      status,
      ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
      'replicas',
    ) ??
    checkAtMost(status, ['availableReplicas'], 'readyReplicas'),
  initialStatus: () => ({ replicas: 0 }),
};

function completeSpec(sent: Partial<Spec> & Pick<Spec, 'selector' | 'template'>): Spec {
  const { minReadySeconds, ...rest } = sent;
  return {
    ...rest,
    replicas: sent.replicas ?? 1,
    template: completeTemplate(sent.template),
    ...(minReadySeconds && { minReadySeconds }),
  };
}

function checkSpec(spec: Spec): Problem {
  return (
    checkNotNegative('spec.replicas', spec.replicas) ??
    checkNotNegative('spec.minReadySeconds', spec.minReadySeconds) ??
    checkSelector(spec.selector, spec.template) ??
    checkTemplate(spec.template)
  );
}
