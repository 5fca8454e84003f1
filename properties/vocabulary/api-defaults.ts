/** What the API server puts where a create says nothing, in the suite's own words. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Draft } from './api-writes.ts';
import { fieldAt } from './api-writes.ts';

/** A field below `spec`, and what it must be once the object is stored (undefined: absent). */
export interface Expected {
  readonly field: string;
  readonly value: unknown;
}

/** What a field is given where it is absent, as names below `spec`. */
type Defaults = Readonly<Record<string, unknown>>;

const common: Readonly<Record<WorkloadKind, Defaults>> = {
  Deployment: {
    replicas: 1,
    'strategy.type': 'RollingUpdate',
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  },
  StatefulSet: {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    'updateStrategy.type': 'RollingUpdate',
    'persistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain',
    'persistentVolumeClaimRetentionPolicy.whenScaled': 'Retain',
    revisionHistoryLimit: 10,
  },
  DaemonSet: { 'updateStrategy.type': 'RollingUpdate', revisionHistoryLimit: 10 },
};

/** Every field that this draft leaves to the API server or sets itself, with what it must become.
 * Which fields there are may depend on others: only a rolling update has bounds. */
export function expectedOf(
  { kind, spec }: Draft,
  features: readonly string[],
): readonly Expected[] {
  const defaults = { ...common[kind], ...rollingDefaults(kind, spec, features) };
  return Object.entries(defaults).map(([field, value]) => ({
    field,
    value: isDropped(field, kind, features)
      ? undefined
      : (fieldAt(spec, ...field.split('.')) ?? value),
  }));
}

function rollingDefaults(
  kind: WorkloadKind,
  spec: Draft['spec'],
  features: readonly string[],
): Defaults {
  const strategy = kind === 'Deployment' ? 'strategy' : 'updateStrategy';
  const type = fieldAt(spec, strategy, 'type');
  if (type !== undefined && type !== 'RollingUpdate') return {};
  const path = `${strategy}.rollingUpdate`;
  switch (kind) {
    case 'Deployment':
      return { [`${path}.maxSurge`]: '25%', [`${path}.maxUnavailable`]: '25%' };
    case 'DaemonSet':
      return { [`${path}.maxSurge`]: 0, [`${path}.maxUnavailable`]: 1 };
    case 'StatefulSet': {
      const given = fieldAt(spec, strategy, 'rollingUpdate');
      // The sharp edge of STS-API-003: whoever names the type alone gets no partition.
      if (type !== undefined && given === undefined) return { [path]: undefined };
      const budget = features.includes(gate) ? 1 : undefined;
      return { [`${path}.partition`]: 0, [`${path}.maxUnavailable`]: budget };
    }
    default:
      return kind satisfies never;
  }
}

const gate = 'MaxUnavailableStatefulSet';

function isDropped(field: string, kind: WorkloadKind, features: readonly string[]): boolean {
  const isBudget = kind === 'StatefulSet' && field.endsWith('.maxUnavailable');
  return isBudget && !features.includes(gate);
}
