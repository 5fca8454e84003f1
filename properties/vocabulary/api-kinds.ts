/** The rules of validation of each kind of workload, and the first of them that a write breaks. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Rule, RulesByKind } from './api-rules.ts';
import {
  isAmount,
  isDnsLabel,
  isEqual,
  isMoreThanAll,
  isNothing,
  notNegative,
  oneOf,
  rule,
  selectorRules,
  templateRules,
} from './api-rules.ts';
import type { Draft, Write } from './api-writes.ts';
import { fieldAt } from './api-writes.ts';

/** The first rule that a write breaks, if any: then it has to be refused. */
export function brokenRule(
  kind: WorkloadKind,
  write: Write,
  features: readonly string[],
): Rule | undefined {
  return rules[kind].find(({ isBroken }) => isBroken(write, features));
}

/** What a Deployment without bounds gets (DEP-API-003). */
const quarter = '25%';

function boundsOfDeployment({ spec }: Draft): { surge: unknown; unavailable: unknown } {
  const rolling = fieldAt(spec, 'strategy', 'rollingUpdate');
  return {
    surge: fieldAt(rolling, 'maxSurge') ?? quarter,
    unavailable: fieldAt(rolling, 'maxUnavailable') ?? quarter,
  };
}

function isRecreated({ spec }: Draft): boolean {
  return fieldAt(spec, 'strategy', 'type') === 'Recreate';
}

const deploymentRules: readonly Rule[] = [
  ...selectorRules('DEP-API-001'),
  ...templateRules('DEP-API-002'),
  rule('DEP-API-002', 'the name is no DNS subdomain', isNameBad),
  notNegative('DEP-API-002', 'replicas'),
  notNegative('DEP-API-002', 'minReadySeconds'),
  notNegative('DEP-API-002', 'revisionHistoryLimit'),
  notNegative('DEP-API-002', 'progressDeadlineSeconds'),
  oneOf('DEP-API-002', ['RollingUpdate', 'Recreate'], 'strategy', 'type'),
  rule(
    'DEP-API-002',
    'rollingUpdate goes with Recreate',
    (draft) =>
      isRecreated(draft) && fieldAt(draft.spec, 'strategy', 'rollingUpdate') !== undefined,
  ),
  rule('DEP-API-002', 'a bound is neither a number nor a percentage', (draft) => {
    const { surge, unavailable } = boundsOfDeployment(draft);
    return !isRecreated(draft) && !(isAmount(surge) && isAmount(unavailable));
  }),
  rule('DEP-API-002', 'both bounds are zero', (draft) => {
    const { surge, unavailable } = boundsOfDeployment(draft);
    return !isRecreated(draft) && isNothing(surge) && isNothing(unavailable);
  }),
  rule(
    'DEP-API-002',
    'maxUnavailable is more than 100%',
    (draft) => !isRecreated(draft) && isMoreThanAll(boundsOfDeployment(draft).unavailable),
  ),
  rule('DEP-API-002', 'the progress deadline is not above minReadySeconds', ({ spec }) => {
    const deadline = fieldAt(spec, 'progressDeadlineSeconds') ?? 600;
    return Number(deadline) <= Number(fieldAt(spec, 'minReadySeconds') ?? 0);
  }),
];

function isNameBad({ metadata }: Draft): boolean {
  const { name } = metadata;
  const isLabel = (label: string) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label);
  return name.length > 253 || !name.split('.').every(isLabel);
}

const gate = 'MaxUnavailableStatefulSet';

/** With the gate off the field is dropped before anybody looks at it. */
function budgetOf({ spec }: Draft, features: readonly string[]): unknown {
  if (!features.includes(gate)) return undefined;
  return fieldAt(spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable');
}

function isOnDelete({ spec }: Draft): boolean {
  return fieldAt(spec, 'updateStrategy', 'type') === 'OnDelete';
}

const frozen = ['serviceName', 'podManagementPolicy', 'volumeClaimTemplates'] as const;

const statefulSetRules: readonly Rule[] = [
  ...selectorRules('STS-API-001'),
  ...templateRules('STS-API-002'),
  ...frozen.map((name) => ({
    requirement: 'STS-API-001',
    says: `${name} changes`,
    isBroken: ({ before, after }: Write) =>
      before !== undefined && !isEqual(fieldAt(before.spec, name), frozenOf(after, name)),
  })),
  notNegative('STS-API-002', 'replicas'),
  notNegative('STS-API-002', 'minReadySeconds'),
  notNegative('STS-API-002', 'ordinals', 'start'),
  notNegative('STS-API-002', 'updateStrategy', 'rollingUpdate', 'partition'),
  oneOf('STS-API-002', ['OrderedReady', 'Parallel'], 'podManagementPolicy'),
  oneOf('STS-API-002', ['RollingUpdate', 'OnDelete'], 'updateStrategy', 'type'),
  oneOf('STS-API-002', ['Retain', 'Delete'], 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'),
  oneOf('STS-API-002', ['Retain', 'Delete'], 'persistentVolumeClaimRetentionPolicy', 'whenScaled'),
  rule(
    'STS-API-002',
    'rollingUpdate goes with OnDelete',
    (draft) =>
      isOnDelete(draft) && fieldAt(draft.spec, 'updateStrategy', 'rollingUpdate') !== undefined,
  ),
  rule('STS-API-002', 'maxUnavailable is zero, above 100% or no amount', (draft, features) => {
    const budget = budgetOf(draft, features);
    if (budget === undefined || isOnDelete(draft)) return false;
    return !isAmount(budget) || isNothing(budget) || isMoreThanAll(budget);
  }),
  rule('STS-API-002', 'the name is no DNS label', ({ metadata }) => !isDnsLabel(metadata.name)),
  {
    requirement: 'STS-API-002',
    says: 'serviceName is no DNS label',
    isBroken({ before, after }) {
      const name = fieldAt(after.spec, 'serviceName');
      return before === undefined && name !== undefined && !isDnsLabel(name);
    },
  },
];

/** A policy that an update leaves out is defaulted like that of a create. */
function frozenOf({ spec }: Draft, name: (typeof frozen)[number]): unknown {
  const sent = fieldAt(spec, name);
  return name === 'podManagementPolicy' ? (sent ?? 'OrderedReady') : sent;
}

function boundsOfDaemonSet({ spec }: Draft): { surge: unknown; unavailable: unknown } {
  const rolling = fieldAt(spec, 'updateStrategy', 'rollingUpdate');
  return {
    surge: fieldAt(rolling, 'maxSurge') ?? 0,
    unavailable: fieldAt(rolling, 'maxUnavailable') ?? 1,
  };
}

const daemonSetRules: readonly Rule[] = [
  ...selectorRules('DS-API-001'),
  ...templateRules('DS-API-001'),
  rule('DS-API-001', 'the name is no DNS subdomain', isNameBad),
  notNegative('DS-API-001', 'minReadySeconds'),
  notNegative('DS-API-001', 'revisionHistoryLimit'),
  oneOf('DS-API-001', ['RollingUpdate', 'OnDelete'], 'updateStrategy', 'type'),
  rule('DS-API-001', 'a bound is no amount or more than 100%', (draft) => {
    const bounds = Object.values(boundsOfDaemonSet(draft));
    return !isOnDelete(draft) && bounds.some((each) => !isAmount(each) || isMoreThanAll(each));
  }),
  rule('DS-API-001', 'not exactly one of the bounds is zero', (draft) => {
    const { surge, unavailable } = boundsOfDaemonSet(draft);
    return !isOnDelete(draft) && isNothing(surge) === isNothing(unavailable);
  }),
];

const rules: RulesByKind = {
  Deployment: deploymentRules,
  StatefulSet: statefulSetRules,
  DaemonSet: daemonSetRules,
};
