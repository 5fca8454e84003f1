/** Which values the features of a workload can have, as far as pairs of them are counted. */
import type { Edits } from './json-patch.ts';
import type { IntOrString, WorkloadKind } from './kubernetes.ts';
import type { NodeShape, WorkloadSpec } from './scenario.ts';

/** A workload as it is at some time: its spec, what else its manifest said, where it is. */
export interface Situation {
  readonly spec: WorkloadSpec;
  readonly set: Edits;
  readonly nodes: readonly NodeShape[];
}

/** A feature, its values, and which of them a workload has. */
export interface Feature {
  readonly name: string;
  readonly values: readonly string[];
  readonly valueIn: (spec: WorkloadSpec, situation: Situation) => string;
}

const amounts = ['absent', 'zero', 'integer', 'percentage'] as const;

function amountOf(amount: IntOrString | undefined): (typeof amounts)[number] {
  if (amount === undefined) return 'absent';
  if (Number.parseInt(String(amount), 10) === 0) return 'zero';
  return typeof amount === 'number' ? 'integer' : 'percentage';
}

function yesOrNo(
  name: string,
  isSo: (spec: WorkloadSpec, situation: Situation) => boolean,
): Feature {
  const valueIn: Feature['valueIn'] = (spec, situation) => (isSo(spec, situation) ? 'yes' : 'no');
  return { name, values: ['no', 'yes'], valueIn };
}

const common: readonly Feature[] = [
  {
    name: 'selector',
    values: ['matchLabels', 'matchExpressions', 'both'],
    valueIn: (_, { set }) => {
      if ('/spec/selector' in set) return 'matchExpressions';
      return '/spec/selector/matchExpressions' in set ? 'both' : 'matchLabels';
    },
  },
  yesOrNo('nodeSelector', ({ template }) => template.nodeSelector !== undefined),
  yesOrNo('nodeAffinity', ({ template }) => template.nodeAffinity !== undefined),
  yesOrNo('tolerations', ({ template }) => (template.tolerations ?? []).length > 0),
  yesOrNo('tainted nodes', (_, { nodes }) => nodes.some(({ taints = [] }) => taints.length > 0)),
  yesOrNo('lingering', ({ template }) => (template.behaviour?.terminatesAfterMs ?? 0) > 0),
  yesOrNo('minReadySeconds', ({ minReadySeconds = 0 }) => minReadySeconds > 0),
  {
    name: 'revisionHistoryLimit',
    values: ['absent', '0', 'few', 'many'],
    valueIn: ({ revisionHistoryLimit: limit }) => {
      if (limit === undefined) return 'absent';
      if (limit === 0) return '0';
      return limit < 3 ? 'few' : 'many';
    },
  },
  {
    // A template whose pods all fail is replaced for ever, and no world comes to rest with it: that
    // pods fail is a fault.
    name: 'behaviour',
    values: ['ready', 'never-ready', 'flapping', 'crashing'],
    valueIn: ({ template }) => template.behaviour?.kind ?? 'ready',
  },
];

const replicas: Feature = {
  name: 'replicas',
  values: ['absent', '0', '1', 'several'],
  valueIn: ({ replicas: count }) => {
    if (count === undefined) return 'absent';
    return count > 1 ? 'several' : String(count);
  },
};

const deployment: readonly Feature[] = [
  {
    name: 'strategy',
    values: ['absent', 'Recreate', 'RollingUpdate'],
    valueIn: ({ strategy }) => strategy?.type ?? 'absent',
  },
  {
    name: 'maxSurge',
    values: amounts,
    valueIn: ({ strategy }) => amountOf(strategy?.rollingUpdate?.maxSurge),
  },
  {
    name: 'maxUnavailable',
    values: amounts,
    valueIn: ({ strategy }) => amountOf(strategy?.rollingUpdate?.maxUnavailable),
  },
  replicas,
  yesOrNo('progressDeadlineSeconds', ({ progressDeadlineSeconds }) => {
    return progressDeadlineSeconds !== undefined;
  }),
  yesOrNo('paused', ({ paused = false }) => paused),
];

const statefulset: readonly Feature[] = [
  {
    name: 'podManagementPolicy',
    values: ['OrderedReady', 'Parallel'],
    valueIn: ({ podManagementPolicy = 'OrderedReady' }) => podManagementPolicy,
  },
  {
    name: 'updateStrategy',
    values: ['absent', 'OnDelete', 'RollingUpdate', 'partition 0', 'partition'],
    valueIn: ({ updateStrategy }) => {
      const { rollingUpdate } = updateStrategy ?? {};
      if (rollingUpdate === undefined) return updateStrategy?.type ?? 'absent';
      return (rollingUpdate.partition ?? 0) === 0 ? 'partition 0' : 'partition';
    },
  },
  {
    name: 'maxUnavailable',
    values: ['absent', 'integer', 'percentage'],
    valueIn: ({ updateStrategy }) => amountOf(updateStrategy?.rollingUpdate?.maxUnavailable),
  },
  replicas,
  yesOrNo('ordinals.start', ({ ordinals }) => (ordinals?.start ?? 0) > 0),
  yesOrNo('volumeClaimTemplates', (spec) => (spec.volumeClaimTemplates ?? []).length > 0),
  {
    name: 'retention',
    values: ['absent', 'Retain/Retain', 'Retain/Delete', 'Delete/Retain', 'Delete/Delete'],
    valueIn: ({ persistentVolumeClaimRetentionPolicy: policy }) =>
      policy === undefined
        ? 'absent'
        : `${policy.whenDeleted ?? 'Retain'}/${policy.whenScaled ?? 'Retain'}`,
  },
];

const daemonset: readonly Feature[] = [
  {
    name: 'updateStrategy',
    values: ['absent', 'OnDelete', 'maxSurge', 'maxUnavailable'],
    valueIn: ({ updateStrategy }) => {
      if (updateStrategy?.type !== 'RollingUpdate') return updateStrategy?.type ?? 'absent';
      const { maxSurge } = updateStrategy.rollingUpdate ?? {};
      return amountOf(maxSurge ?? 0) === 'zero' ? 'maxUnavailable' : 'maxSurge';
    },
  },
  {
    name: 'amount',
    values: ['absent', 'integer', 'percentage'],
    valueIn: ({ updateStrategy }) => {
      const { maxSurge, maxUnavailable } = updateStrategy?.rollingUpdate ?? {};
      const surge = amountOf(maxSurge);
      return surge === 'zero' || surge === 'absent' ? amountOf(maxUnavailable) : surge;
    },
  },
  yesOrNo('hostNetwork', ({ template }) => template.hostNetwork === true),
];

/** The features of each kind whose pairs are counted. */
export const featuresOf: Readonly<Record<WorkloadKind, readonly Feature[]>> = {
  Deployment: [...deployment, ...common],
  StatefulSet: [...statefulset, ...common],
  DaemonSet: [...daemonset, ...common],
};

/**
 * Pairs of values that no object can have, with the reason before each: they are not counted.
 *
 * Values and acts that no scenario is drawn with are in no list at all: `maxUnavailable: 0` of a
 * StatefulSet and two zeros of a DaemonSet are refused; pods that all fail or succeed never come to
 * rest, so that single pods do, by a fault; what edits try on the API server (`arbitraries/api.ts`)
 * is counted by nobody, since most of it is refused.
 */
export const impossible: Readonly<Record<WorkloadKind, readonly (readonly [string, string])[]>> = {
  Deployment: [
    // Recreate has no bounds, and without a strategy there is nowhere to write them.
    ...['maxSurge', 'maxUnavailable'].flatMap((field) =>
      ['zero', 'integer', 'percentage'].flatMap((value): [string, string][] => [
        ['strategy=absent', `${field}=${value}`],
        ['strategy=Recreate', `${field}=${value}`],
      ]),
    ),
    // Two zeros are refused (DEP-API-002).
    ['maxSurge=zero', 'maxUnavailable=zero'],
  ],
  // The bound stands in the block that makes these a partition.
  StatefulSet: ['absent', 'OnDelete', 'RollingUpdate'].flatMap((strategy): [string, string][] => [
    [`updateStrategy=${strategy}`, 'maxUnavailable=integer'],
    [`updateStrategy=${strategy}`, 'maxUnavailable=percentage'],
  ]),
  DaemonSet: [
    // OnDelete has no bounds, and without a strategy there is nowhere to write them.
    ['updateStrategy=absent', 'amount=integer'],
    ['updateStrategy=absent', 'amount=percentage'],
    ['updateStrategy=OnDelete', 'amount=integer'],
    ['updateStrategy=OnDelete', 'amount=percentage'],
    // It surges only where an amount says so.
    ['updateStrategy=maxSurge', 'amount=absent'],
  ],
};
