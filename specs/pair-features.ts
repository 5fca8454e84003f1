/** Which values the features of a workload can have, as far as pairs of them are counted. */
import type { IntOrString, WorkloadKind } from './kubernetes.ts';
import type { NodeShape, WorkloadSpec } from './scenario.ts';

/** A feature, its values, and which of them a workload on these nodes has. */
export interface Feature {
  readonly name: string;
  readonly values: readonly string[];
  readonly valueIn: (spec: WorkloadSpec, nodes: readonly NodeShape[]) => string;
}

const amounts = ['absent', 'zero', 'integer', 'percentage'] as const;

function amountOf(amount: IntOrString | undefined): (typeof amounts)[number] {
  if (amount === undefined) return 'absent';
  if (Number.parseInt(String(amount), 10) === 0) return 'zero';
  return typeof amount === 'number' ? 'integer' : 'percentage';
}

function yesOrNo(name: string, valueIn: (spec: WorkloadSpec) => boolean): Feature {
  return { name, values: ['no', 'yes'], valueIn: (spec) => (valueIn(spec) ? 'yes' : 'no') };
}

const common: readonly Feature[] = [
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
      const { partition } = updateStrategy?.rollingUpdate ?? {};
      if (partition === undefined) return updateStrategy?.type ?? 'absent';
      return partition === 0 ? 'partition 0' : 'partition';
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
  yesOrNo('nodeSelector', ({ template }) => template.nodeSelector !== undefined),
  yesOrNo('nodeAffinity', ({ template }) => template.nodeAffinity !== undefined),
  yesOrNo('tolerations', ({ template }) => (template.tolerations ?? []).length > 0),
  {
    name: 'tainted nodes',
    values: ['no', 'yes'],
    valueIn: (_, nodes) =>
      nodes.some(({ taints = [] }) => taints.length > 0) ? 'yes' : 'no',
  },
];

/** The features of each kind whose pairs are counted. */
export const featuresOf: Readonly<Record<WorkloadKind, readonly Feature[]>> = {
  Deployment: [...deployment, ...common],
  StatefulSet: [...statefulset, ...common],
  DaemonSet: [...daemonset, ...common],
};

/** Pairs of values that no object can have: the API server or the meaning of the words forbids
 * them. Each is `feature=value`, with a prefix of the other. */
export const impossible: Readonly<Record<WorkloadKind, readonly (readonly [string, string])[]>> = {
  Deployment: [
    ...['maxSurge', 'maxUnavailable'].flatMap((field) =>
      ['zero', 'integer', 'percentage'].flatMap((value): [string, string][] => [
        ['strategy=absent', `${field}=${value}`],
        ['strategy=Recreate', `${field}=${value}`],
      ]),
    ),
    ['maxSurge=zero', 'maxUnavailable=zero'],
  ],
  StatefulSet: ['absent', 'OnDelete', 'RollingUpdate'].flatMap((strategy): [string, string][] => [
    [`updateStrategy=${strategy}`, 'maxUnavailable=integer'],
    [`updateStrategy=${strategy}`, 'maxUnavailable=percentage'],
  ]),
  DaemonSet: [
    ['updateStrategy=absent', 'amount=integer'],
    ['updateStrategy=absent', 'amount=percentage'],
    ['updateStrategy=OnDelete', 'amount=integer'],
    ['updateStrategy=OnDelete', 'amount=percentage'],
    ['updateStrategy=maxSurge', 'amount=absent'],
    ['updateStrategy=maxUnavailable', 'amount=absent'],
  ],
};
