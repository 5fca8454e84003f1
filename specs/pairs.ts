/**
 * Pairwise coverage: which pairs of feature values, of a value and something that happens, and of
 * two things that happen have been met together in one scenario. A defect that needs three things
 * at once is rare; one that needs two is not, so all pairs should have been tried.
 */
import type { WorkloadKind } from './kubernetes.ts';
import { featuresOf, impossible } from './pair-features.ts';
import type { Fault, Scenario, SpecChange, Step, WorkloadSpec } from './scenario.ts';
import { commandOf, faultOf } from './scenario.ts';

/** Which pairs of one kind's scenarios were met: a byte per pair, 1 where it was. */
export type Pairs = Uint8Array;

/** What happens to a workload of each kind, besides the faults. */
const actsOf: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['scale', 'pause', 'resume', 'change', 'label ReplicaSet', 'delete ReplicaSet'],
  StatefulSet: ['scale', 'change', 'delete PersistentVolumeClaim'],
  DaemonSet: ['change', 'label Node', 'taint', 'add-node', 'remove-node'],
};
const commonActs = [
  'roll',
  'create again',
  'label Pod',
  'delete Background',
  'delete Foreground',
  'delete Orphan',
];
const faults: readonly Fault['fault'][] = [
  'PodDeleted',
  'PodForceDeleted',
  'PodEvicted',
  'PodFailed',
  'PodCrash',
  'PodNotReady',
  'NodeCordoned',
  'NodeNotReady',
  'ControllerRestart',
  'StaleCache',
  'ApiUnavailable',
];

/** All values and acts of a kind, and all pairs of them that can be. */
interface Universe {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly names: readonly string[];
  /** Each pair's two indices, the smaller one first. */
  readonly pairs: readonly (readonly [number, number])[];
  /** From both indices to the pair's number; -1 where there is none. */
  readonly numbers: readonly Int16Array[];
}

const universes = new Map<WorkloadKind, Universe>();

function universeOf(kind: WorkloadKind): Universe {
  const universe = universes.get(kind) ?? enumerate(kind);
  universes.set(kind, universe);
  return universe;
}

function enumerate(kind: WorkloadKind): Universe {
  const values = featuresOf[kind].map(({ name, values: all }) => all.map((v) => `${name}=${v}`));
  const groups = [...values, ...[...actsOf[kind], ...commonActs, ...faults].map((act) => [act])];
  const names = groups.flat();
  const groupOf = groups.flatMap((group, index) => group.map(() => index));
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const numbers = names.map(() => new Int16Array(names.length).fill(-1));
  const never = new Set(impossible[kind].flatMap(([a, b]) => [`${a} & ${b}`, `${b} & ${a}`]));
  const pairs: [number, number][] = [];
  for (const [first, row] of numbers.entries()) {
    for (let second = first + 1; second < names.length; second += 1) {
      if (groupOf[first] === groupOf[second]) continue;
      if (never.has(`${names[first]} & ${names[second]}`)) continue;
      row[second] = pairs.length;
      pairs.push([first, second]);
    }
  }
  return { indexOf, names, pairs, numbers };
}

/** No pair of this kind. */
export function noPairs(kind: WorkloadKind): Pairs {
  return new Uint8Array(universeOf(kind).pairs.length);
}

/** The pairs of either. */
export function unitePairs(one: Pairs, other: Pairs): Pairs {
  return one.map((met, index) => met | (other[index] ?? 0));
}

/** Marks the pairs that a scenario about this kind brings together. */
export function addPairs(kind: WorkloadKind, scenario: Scenario, pairs: Pairs): void {
  const { indexOf, numbers } = universeOf(kind);
  const known = (names: readonly string[]) => names.flatMap((name) => indexOf.get(name) ?? []);
  const add = (one: number, other: number) => {
    const number = numbers[Math.min(one, other)]?.[Math.max(one, other)] ?? -1;
    if (number >= 0) pairs[number] = 1;
  };
  const acts = known([...new Set(scenario.steps.flatMap((step, at) => actsIn(step, at > 0)))]);
  for (const [index, act] of acts.entries()) {
    for (const later of acts.slice(index + 1)) add(act, later);
  }
  for (const state of statesOf(kind, scenario)) {
    const values = known(state);
    for (const [index, value] of values.entries()) {
      for (const later of values.slice(index + 1)) add(value, later);
      for (const act of acts) add(value, act);
    }
  }
}

/** The feature values of the workload as it was created, and after each change of its spec. */
function statesOf(kind: WorkloadKind, scenario: Scenario): readonly (readonly string[])[] {
  const states: (readonly string[])[] = [];
  let current: WorkloadSpec | undefined;
  for (const step of scenario.steps) {
    const command = commandOf(step);
    if (command?.verb === 'create' && command.kind === kind) current = command.spec;
    else if (command?.verb === 'patch' && current && command.target.kind === kind) {
      current = changed(current, command.change);
    } else continue;
    const spec = current;
    states.push(
      featuresOf[kind].map(({ name, valueIn }) => `${name}=${valueIn(spec, scenario.nodes)}`),
    );
  }
  return states;
}

function changed(spec: WorkloadSpec, change: SpecChange): WorkloadSpec {
  const merged = Object.entries({ ...spec, ...change }).filter(([, value]) => value !== null);
  return { ...spec, ...(Object.fromEntries(merged) as Partial<WorkloadSpec>) };
}

function actsIn(step: Step, isLater: boolean): readonly string[] {
  const fault = faultOf(step);
  const command = commandOf(step);
  if (fault !== undefined) return [fault.fault];
  if (command === undefined) return [];
  switch (command.verb) {
    case 'create':
      return isLater ? ['create again'] : [];
    case 'patch':
      return patchActs(command.change);
    case 'delete': {
      const { kind } = command.target;
      const isPart = kind === 'ReplicaSet' || kind === 'PersistentVolumeClaim';
      return [`delete ${isPart ? kind : command.propagationPolicy}`];
    }
    case 'label':
      return [`label ${command.target.kind}`];
    default:
      return [command.verb];
  }
}

function patchActs({ template, paused, ...others }: SpecChange): readonly string[] {
  return [
    ...(template === undefined ? [] : ['roll']),
    ...(paused === undefined ? [] : [paused === true ? 'pause' : 'resume']),
    ...(Object.keys(others).length === 0 ? [] : ['change']),
  ];
}

/** How many of a kind's pairs were met, of how many there are. */
export interface PairCount {
  readonly met: number;
  readonly all: number;
  /** Those that were not, `feature=value & act`. */
  readonly missing: readonly string[];
}

/** Counts. `can`: the faults that the target can cause; a pair with another is nothing to meet. */
export function countPairs(
  kind: WorkloadKind,
  met: Pairs,
  can: ReadonlySet<Fault['fault']>,
): PairCount {
  const { names, pairs } = universeOf(kind);
  const cannot = new Set<string>(faults.filter((fault) => !can.has(fault)));
  const wanted = pairs.flatMap(([first, second], index) => {
    const both = [names[first] ?? '', names[second] ?? ''];
    return both.some((name) => cannot.has(name)) ? [] : [{ index, name: both.join(' & ') }];
  });
  const missing = wanted.filter(({ index }) => met[index] !== 1).map(({ name }) => name);
  return { met: wanted.length - missing.length, all: wanted.length, missing };
}
