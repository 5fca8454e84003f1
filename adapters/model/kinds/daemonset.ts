/** DaemonSets at the API server: DS-API-001, DS-API-002. */
import type { DaemonSet, Labels } from '../../../specs/kubernetes.ts';
import { isSame } from '../values.ts';
import type { KindRules, Problem } from './rules.ts';
import { completeTemplate } from './template.ts';
import {
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

type Spec = DaemonSet['spec'];
type Strategy = Spec['updateStrategy'];

/** Counts the templates that a DaemonSet has had. */
export const templateGenerationAnnotation = 'deprecated.daemonset.template.generation';

export const daemonSetRules: KindRules<DaemonSet> = {
  isNamespaced: true,
  generation: 'spec',
  complete(set, before) {
    const spec = set.spec === before?.spec ? set.spec : completeSpec(set.spec);
    return withTemplateGeneration({ ...set, spec }, before);
  },
  validate: (set) =>
    checkSubdomainName('metadata.name', set.metadata.name) ?? checkSpec(set.spec),
  validateUpdate: (after, before) =>
    checkSelectorUnchanged(after.spec.selector, before.spec.selector),
  validateStatus: ({ status }, before) =>
    checkCounts(status) ?? checkCollisionCount(status.collisionCount, before.status.collisionCount),
  initialStatus: () => ({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
};

function completeSpec(sent: Partial<Spec> & Pick<Spec, 'selector' | 'template'>): Spec {
  const { minReadySeconds, ...rest } = sent;
  return {
    ...rest,
    template: completeTemplate(sent.template),
    updateStrategy: completeStrategy(sent.updateStrategy),
    revisionHistoryLimit: sent.revisionHistoryLimit ?? 10,
    ...(minReadySeconds && { minReadySeconds }),
  };
}

/** Both limits are defaulted one by one, so that `maxSurge: 1` alone is refused (DS-API-001). */
function completeStrategy(sent: Partial<Strategy> | undefined): Strategy {
  const type = sent?.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return { ...sent, type };
  return { type, rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...sent?.rollingUpdate } };
}

/** Only the API server sets the annotation, and raises it with every new template. */
function withTemplateGeneration(set: DaemonSet, before: DaemonSet | undefined): DaemonSet {
  const generation = nextTemplateGeneration(set, before);
  const { annotations } = set.metadata;
  if (annotations?.[templateGenerationAnnotation] === generation) return set;
  const marked: Labels = { ...annotations, [templateGenerationAnnotation]: generation };
  return { ...set, metadata: { ...set.metadata, annotations: marked } };
}

function nextTemplateGeneration(set: DaemonSet, before: DaemonSet | undefined): string {
  if (before === undefined) return '1';
  const last = before.metadata.annotations?.[templateGenerationAnnotation] ?? '1';
  return isSame(set.spec.template, before.spec.template) ? last : String(Number(last) + 1);
}

function checkSpec(spec: Spec): Problem {
  return (
    checkSelector(spec.selector, spec.template) ??
    checkTemplate(spec.template) ??
    checkNotNegative('spec.minReadySeconds', spec.minReadySeconds) ??
    checkStrategy(spec.updateStrategy) ??
    checkNotNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit)
  );
}

/** DS-API-001: exactly one of the two limits is not zero. */
function checkStrategy(strategy: Strategy): Problem {
  const { type, rollingUpdate } = strategy;
  const path = 'spec.updateStrategy.rollingUpdate';
  switch (type) {
    case 'OnDelete':
      return undefined;
    case 'RollingUpdate': {
      const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
      return (
        checkIntOrPercentage(`${path}.maxUnavailable`, maxUnavailable) ??
        checkIntOrPercentage(`${path}.maxSurge`, maxSurge) ??
        checkAtMostAll(`${path}.maxUnavailable`, maxUnavailable) ??
        checkAtMostAll(`${path}.maxSurge`, maxSurge) ??
        checkExactlyOne(path, isZero(maxUnavailable), isZero(maxSurge), maxSurge)
      );
    }
    default:
      return `spec.updateStrategy: Unsupported value: ${JSON.stringify(type satisfies never)}`;
  }
}

function checkExactlyOne(
  path: string,
  isUnavailableZero: boolean,
  isSurgeZero: boolean,
  maxSurge: unknown,
): Problem {
  if (isUnavailableZero !== isSurgeZero) return undefined;
  return isSurgeZero
    ? `${path}.maxUnavailable: Required value: cannot be 0 when maxSurge is 0`
    : invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero');
}
