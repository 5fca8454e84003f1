/**
 * Kubernetes versions and feature gates: the only place where a version is compared.
 *
 * A row says from which release on a gate has which default, as upstream's own tables do. A gate
 * that a release does not know yet, or no longer knows because it is locked on, follows from the
 * rows too: before the first row it is off, after `locked` it is on whatever anybody asks for.
 * Changes without a gate that requirements or the model depend on stand beside the gates.
 */
import semver from 'semver';

/** `1.36` or `1.36.3`. */
export type Version = string;

interface GateRow {
  readonly since: Version;
  readonly stage: 'alpha' | 'beta' | 'stable';
  readonly default: boolean;
  readonly locked?: true;
}

/** Rows in ascending order of `since`. */
export const gates = {
  DeploymentReplicaSetTerminatingReplicas: [
    { since: '1.33', stage: 'alpha', default: false },
    { since: '1.35', stage: 'beta', default: true },
  ],
  MaxUnavailableStatefulSet: [
    { since: '1.24', stage: 'alpha', default: false },
    { since: '1.35', stage: 'beta', default: true },
    { since: '1.35.4', stage: 'beta', default: false },
    { since: '1.37', stage: 'beta', default: true },
  ],
  StatefulSetSemanticRevisionComparison: [{ since: '1.34', stage: 'beta', default: true }],
  StaleControllerConsistencyReplicaSet: [{ since: '1.36', stage: 'beta', default: true }],
  StaleControllerConsistencyStatefulSet: [{ since: '1.36', stage: 'beta', default: true }],
  StaleControllerConsistencyDaemonSet: [{ since: '1.36', stage: 'beta', default: true }],
  PodDeletionCost: [
    { since: '1.21', stage: 'alpha', default: false },
    { since: '1.22', stage: 'beta', default: true },
  ],
  LogarithmicScaleDown: [
    { since: '1.21', stage: 'alpha', default: false },
    { since: '1.22', stage: 'beta', default: true },
    { since: '1.31', stage: 'stable', default: true, locked: true },
  ],
  StatefulSetAutoDeletePVC: [
    { since: '1.23', stage: 'alpha', default: false },
    { since: '1.27', stage: 'beta', default: true },
    { since: '1.32', stage: 'stable', default: true, locked: true },
  ],
  StatefulSetStartOrdinal: [
    { since: '1.26', stage: 'alpha', default: false },
    { since: '1.27', stage: 'beta', default: true },
    { since: '1.31', stage: 'stable', default: true, locked: true },
  ],
  PodIndexLabel: [
    { since: '1.28', stage: 'beta', default: true },
    { since: '1.32', stage: 'stable', default: true, locked: true },
  ],
} as const satisfies Readonly<Record<string, readonly GateRow[]>>;

/** A feature gate that some requirement depends on. */
export type FeatureGate = keyof typeof gates;

/** What came without a gate, and with which release: nobody can turn it off. */
const changes = {
  /** A Deployment hears of every pod that goes, not only of its last (DEP-REC-003). */
  RecreateHearsOfEveryPod: '1.37',
  /** Under OnDelete, too, an update that is complete is called so in the status (STS-REV-006). */
  OnDeleteUpdatesComplete: '1.37',
  /** In a Parallel set with a budget, unavailable old pods go whatever the budget (STS-UPD-007). */
  UnavailablePodsGoFirst: '1.37',
} as const satisfies Readonly<Record<string, Version>>;

/** Something that a release does or does not do. */
export type Feature = FeatureGate | keyof typeof changes;

/** Every gate of the table, for messages and for reading a cluster's own list. */
export const featureGates = Object.keys(gates) as readonly FeatureGate[];

/** What a release does: the gates that are on, given what was asked for explicitly, and what came
 * without a gate. */
export function featuresOf(
  version: Version,
  overrides: Partial<Record<FeatureGate, boolean>> = {},
): ReadonlySet<Feature> {
  const enabled = featureGates.filter((gate) => isEnabled(gate, version, overrides[gate]));
  const names = Object.keys(changes) as readonly (keyof typeof changes)[];
  return new Set<Feature>([
    ...enabled,
    ...names.filter((name) => isAtLeast(version, changes[name])),
  ]);
}

function isEnabled(gate: FeatureGate, version: Version, override: boolean | undefined): boolean {
  const rows: readonly GateRow[] = gates[gate];
  const row = rows.findLast((candidate) => isAtLeast(version, candidate.since));
  if (row === undefined) return false;
  return row.locked ? row.default : (override ?? row.default);
}

/** Is `version` this release or a later one? Compares minor releases, and patches where both
 * say. */
export function isAtLeast(version: Version, since: Version): boolean {
  const left = partsOf(version);
  const right = partsOf(since);
  for (const [index, wanted] of right.entries()) {
    const actual = left[index] ?? Number.POSITIVE_INFINITY;
    if (actual !== wanted) return actual > wanted;
  }
  return true;
}

function partsOf(version: Version): number[] {
  return version.replace(/^v/, '').split(/[.+-]/).slice(0, 3).map(Number);
}

/** Does a version lie in a semver range such as `>=1.34 <1.37`? `1.36` counts as `1.36.0`. */
export function isInRange(version: Version, range: string): boolean {
  const exact = semver.coerce(version);
  return exact !== null && semver.satisfies(exact, range);
}

/** Is this a range that `isInRange` understands? */
export function isRange(range: string): boolean {
  return semver.validRange(range) !== null;
}
