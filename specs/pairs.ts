/**
 * Pairwise coverage: which pairs of feature values, of a value and something that happens, and of
 * two things that happen have been met together in one scenario. A defect that needs three things
 * at once is rare; one that needs two is not, so all pairs should have been tried.
 */
import type { WorkloadKind } from './kubernetes.ts';
import { actsOf, commandActsOf, faultAct, faultIn } from './pair-acts.ts';
import type { Situation } from './pair-features.ts';
import { featuresOf, impossible } from './pair-features.ts';
import type { Fault, Scenario, SpecChange, Step, WorkloadSpec } from './scenario.ts';
import { commandOf, faultOf } from './scenario.ts';
import type { Trace } from './trace.ts';

/** Which pairs of one kind's scenarios were met: a byte per pair, 1 where it was. */
export type Pairs = Uint8Array;

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
  const groups = [...values, ...actsOf(kind).map((act) => [act])];
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

/** Marks the pairs that a trace of a scenario about this kind brings together. A step that was
 * skipped or refused met nothing. */
export function addPairsOf(kind: WorkloadKind, { header, events }: Trace, pairs: Pairs): void {
  const failed = new Set<number>();
  for (const event of events) {
    if (event.event !== 'command' && event.event !== 'fault') continue;
    if (event.phase === 'skipped' || event.phase === 'rejected') failed.add(event.step);
  }
  const { scenario } = header;
  const steps = scenario.steps.filter((_, index) => !failed.has(index));
  addPairs(kind, { ...scenario, steps }, pairs);
}

/** Marks the pairs that a scenario about this kind brings together, all of it carried out. */
export function addPairs(kind: WorkloadKind, scenario: Scenario, pairs: Pairs): void {
  const { indexOf, numbers } = universeOf(kind);
  const known = (names: Iterable<string>) => [...names].flatMap((name) => indexOf.get(name) ?? []);
  const add = (one: number, other: number) => {
    const number = numbers[Math.min(one, other)]?.[Math.max(one, other)] ?? -1;
    if (number >= 0) pairs[number] = 1;
  };
  const { situations, acts: named } = followed(kind, scenario);
  const acts = known(named);
  for (const [index, act] of acts.entries()) {
    for (const later of acts.slice(index + 1)) add(act, later);
  }
  for (const situation of situations) {
    const { spec } = situation;
    const state = featuresOf[kind].map(
      ({ name, valueIn }) => `${name}=${valueIn(spec, situation)}`,
    );
    const values = known(state);
    for (const [index, value] of values.entries()) {
      for (const later of values.slice(index + 1)) add(value, later);
      for (const act of acts) add(value, act);
    }
  }
}

/** The workload as it was created and after each change of its spec, and what else happens. */
interface Followed {
  readonly situations: readonly Situation[];
  readonly acts: ReadonlySet<string>;
}

function followed(kind: WorkloadKind, { steps, nodes }: Scenario): Followed {
  const situations: Situation[] = [];
  const acts = new Set<string>();
  let current: Situation | undefined;
  for (const step of steps) {
    for (const act of actsIn(step, current, kind)) acts.add(act);
    const next = situationAfter(step, current, kind);
    if (next === undefined || next === current) continue;
    current = { ...next, nodes };
    situations.push(current);
  }
  return { situations, acts };
}

/** What other edits than those of the selector make of a workload is not followed. */
function situationAfter(
  step: Step,
  current: Situation | undefined,
  kind: WorkloadKind,
): Omit<Situation, 'nodes'> | undefined {
  const command = commandOf(step);
  if (command?.verb === 'create' && command.kind === kind) {
    const { spec, set = {} } = command;
    const isPlain = Object.keys(set).every((pointer) => selectors.includes(pointer));
    return isPlain ? { spec, set } : current;
  }
  if (current === undefined) return undefined;
  if (command?.verb === 'patch' && command.target.kind === kind) {
    return { ...current, spec: changed(current.spec, command.change) };
  }
  if (command?.verb === 'scale' && command.target.kind === kind) {
    return { ...current, spec: { ...current.spec, replicas: command.replicas } };
  }
  return current;
}

const selectors: readonly string[] = ['/spec/selector', '/spec/selector/matchExpressions'];

function changed(spec: WorkloadSpec, change: SpecChange): WorkloadSpec {
  const merged = Object.entries({ ...spec, ...change }).filter(([, value]) => value !== null);
  return { ...spec, ...(Object.fromEntries(merged) as Partial<WorkloadSpec>) };
}

function actsIn(
  step: Step,
  current: Situation | undefined,
  kind: WorkloadKind,
): readonly string[] {
  const fault = faultOf(step);
  if (fault !== undefined) return [faultAct(fault, wantedPods(current, kind))];
  const command = commandOf(step);
  return command === undefined ? [] : commandActsOf(command, current === undefined);
}

/** How many pods it wants: of a DaemonSet about as many as there are nodes. */
function wantedPods(current: Situation | undefined, kind: WorkloadKind): number {
  if (current === undefined) return 0;
  return kind === 'DaemonSet' ? current.nodes.length : (current.spec.replicas ?? 1);
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
  const cannot = (name: string) => {
    const fault = faultIn(name);
    return fault !== undefined && !can.has(fault);
  };
  const wanted = pairs.flatMap(([first, second], index) => {
    const both = [names[first] ?? '', names[second] ?? ''];
    return both.some(cannot) ? [] : [{ index, name: both.join(' & ') }];
  });
  const missing = wanted.filter(({ index }) => met[index] !== 1).map(({ name }) => name);
  return { met: wanted.length - missing.length, all: wanted.length, missing };
}
