/**
 * Arbitrary specs per controller: the corner values that requirements talk about, in combinations
 * that the API server accepts.
 */
import fc from 'fast-check';
import type { IntOrString, WorkloadKind } from '../kubernetes.ts';
import type { RollingUpdate, WorkloadSpec } from '../scenario.ts';
import type { Field } from './fields.ts';
import { halfTheTime, mostly, rarely, someFields } from './fields.ts';
import type { Limits } from './pace.ts';

/** Everything of a spec but its template. */
export type Settings = Omit<WorkloadSpec, 'template'>;

/** What a workload is created with. */
export function settingsArbitrary(
  kind: WorkloadKind,
  limits: Limits,
): fc.Arbitrary<Settings> {
  return someFields({ ...changeableOf(kind, limits), ...fixedOf(kind) });
}

/** A change of one of the fields that may change after creation, sometimes with the replicas. */
export function changeArbitrary(kind: WorkloadKind, limits: Limits): fc.Arbitrary<Settings> {
  const { replicas, ...others } = changeableOf(kind, limits);
  const fields = Object.entries<Field<unknown>>(others).map(([field, { arbitrary, present }]) => ({
    arbitrary: arbitrary.map((value): Settings => ({ [field]: value })),
    weight: present,
  }));
  const one = fc.oneof(...fields);
  if (replicas === undefined) return one;
  const count = replicas.arbitrary.map((drawn): Settings => ({ replicas: drawn }));
  const both = fc.tuple(one, count).map(([change, scale]) => ({ ...change, ...scale }));
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: count, weight: 1 },
    { arbitrary: one, weight: 4 },
    { arbitrary: both, weight: 1 },
  );
}

/** How many replicas: few, but every number up to the limit. */
export function replicasArbitrary(limits: Limits): fc.Arbitrary<number> {
  return fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 3 },
    { arbitrary: fc.integer({ min: 0, max: limits.maxReplicas }), weight: 2 },
  );
}

type Fields = { readonly [F in keyof Settings]?: Field<NonNullable<Settings[F]>> };

function changeableOf(kind: WorkloadKind, limits: Limits): Fields {
  const common = {
    minReadySeconds: halfTheTime(fc.constantFrom(...limits.minReadySeconds)),
    revisionHistoryLimit: rarely(fc.constantFrom(10, 0, 1, 2)),
  };
  switch (kind) {
    case 'Deployment':
      return {
        replicas: mostly(replicasArbitrary(limits)),
        strategy: mostly(deploymentStrategyArbitrary()),
        ...common,
        progressDeadlineSeconds: rarely(fc.constantFrom(...limits.progressDeadlineSeconds)),
      };
    case 'StatefulSet':
      return {
        replicas: mostly(replicasArbitrary(limits)),
        updateStrategy: mostly(statefulSetStrategyArbitrary(limits)),
        ...common,
        ordinals: rarely(fc.record({ start: fc.integer({ min: 0, max: 3 }) })),
        persistentVolumeClaimRetentionPolicy: rarely(retentionArbitrary()),
      };
    case 'DaemonSet':
      return { updateStrategy: mostly(daemonSetStrategyArbitrary()), ...common };
    default:
      return kind satisfies never;
  }
}

/** What may be said only when the workload is created (pausing is a command of its own). */
function fixedOf(kind: WorkloadKind): Fields {
  switch (kind) {
    case 'Deployment':
      return { paused: rarely(fc.boolean()) };
    case 'StatefulSet':
      return {
        podManagementPolicy: halfTheTime(fc.constantFrom('OrderedReady', 'Parallel')),
        volumeClaimTemplates: halfTheTime(fc.constantFrom(['data'], ['data', 'logs'])),
      };
    case 'DaemonSet':
      return {};
    default:
      return kind satisfies never;
  }
}

/** Whole numbers around the sizes in use, and percentages that do not divide them. */
const amounts = [1, 2, 3, '25%', '30%', '50%', '1%', '75%', '100%'] as const;
const noneOrAmounts: readonly IntOrString[] = [0, ...amounts, '0%'];

function absentAtTimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 8 });
}

function isNone(amount: IntOrString | undefined): boolean {
  return Number.parseInt(String(amount), 10) === 0;
}

/** Never both zero (DEP-API-002). */
function deploymentStrategyArbitrary(): fc.Arbitrary<NonNullable<Settings['strategy']>> {
  const rollingUpdate = fc
    .record({
      maxSurge: absentAtTimes(fc.constantFrom(...noneOrAmounts, '150%')),
      maxUnavailable: absentAtTimes(fc.constantFrom(...noneOrAmounts)),
    })
    .map(({ maxSurge, maxUnavailable }): RollingUpdate => {
      const drawn = {
        ...(maxSurge !== undefined && { maxSurge }),
        ...(maxUnavailable !== undefined && { maxUnavailable }),
      };
      const areBothNone = isNone(maxSurge) && isNone(maxUnavailable);
      return areBothNone ? { ...drawn, maxUnavailable: 1 } : drawn;
    })
    .map((drawn) => ({ type: 'RollingUpdate' as const, rollingUpdate: drawn }));
  const roundsToNothing = fc
    .constantFrom('1%', '25%')
    .map((maxUnavailable) => ({
      type: 'RollingUpdate' as const,
      rollingUpdate: { maxSurge: 0, maxUnavailable },
    }));
  return fc.oneof(
    { arbitrary: rollingUpdate, weight: 8 },
    { arbitrary: roundsToNothing, weight: 1 },
    { arbitrary: fc.constant({ type: 'Recreate' as const }), weight: 2 },
  );
}

/** Exactly one of the two is not zero, and the other is written down, since its default is not zero
 * (DS-API-001). */
function daemonSetStrategyArbitrary(): fc.Arbitrary<NonNullable<Settings['updateStrategy']>> {
  const amount = fc.constantFrom(...amounts);
  return fc.oneof(
    { arbitrary: fc.constant({ type: 'OnDelete' as const }), weight: 1 },
    { arbitrary: fc.constant({ type: 'RollingUpdate' as const }), weight: 1 },
    {
      arbitrary: fc.tuple(amount, fc.boolean()).map(([drawn, isSurge]) => ({
        type: 'RollingUpdate' as const,
        rollingUpdate: isSurge
          ? { maxSurge: drawn, maxUnavailable: 0 }
          : { maxSurge: 0, maxUnavailable: drawn },
      })),
      weight: 6,
    },
  );
}

/** With and without the `rollingUpdate` block: the two behave differently (STS-API-003). */
function statefulSetStrategyArbitrary(
  limits: Limits,
): fc.Arbitrary<NonNullable<Settings['updateStrategy']>> {
  const partition = fc.integer({ min: 0, max: limits.maxReplicas });
  const maxUnavailable = fc.constantFrom(...amounts);
  const rollingUpdate = fc.oneof(
    { withCrossShrink: true },
    {
      arbitrary: fc.record({ partition, maxUnavailable }, { requiredKeys: ['partition'] }),
      weight: 5,
    },
    { arbitrary: fc.record({ maxUnavailable }), weight: 1 },
  );
  return fc.oneof(
    { arbitrary: fc.constant({ type: 'RollingUpdate' as const }), weight: 1 },
    { arbitrary: fc.constant({ type: 'OnDelete' as const }), weight: 1 },
    {
      arbitrary: rollingUpdate.map((drawn) => ({
        type: 'RollingUpdate' as const,
        rollingUpdate: drawn,
      })),
      weight: 4,
    },
  );
}

function retentionArbitrary() {
  const policy = fc.constantFrom('Retain' as const, 'Delete' as const);
  return fc.record({ whenDeleted: policy, whenScaled: policy });
}
