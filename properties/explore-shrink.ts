/**
 * Looks for the smallest scenario that still breaks the same promise. Shrinking is fast-check's
 * own; a smaller scenario counts only if the very property fails on it that failed at first, so
 * that the search cannot slip to another mistake.
 *
 * Without a step, every later random choice of the adapter falls out differently, and a failure
 * that needs one particular interleaving is gone although the step did not matter. Hence a scenario
 * is tried with a few seeds before it counts as too small.
 */
import type fc from 'fast-check';
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import { judge } from './judge.ts';
import type { Property } from './property.ts';
import type { Violation } from './verdict.ts';

/** A scenario on which the property fails, and what was seen of that. */
export interface Counterexample {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly violation: Violation;
}

/** What shrinking may use. */
export interface Shrinking {
  readonly property: Property;
  readonly arbitrary: fc.Arbitrary<Scenario>;
  /** The drawn scenario, with the context by which it shrinks. */
  readonly drawn: fc.Value<Scenario>;
  /** With how many further seeds a scenario is tried; 0 where the seed decides nothing. */
  readonly furtherSeeds: number;
  /** Plays; undefined where the scenario could not be played. */
  readonly run: (scenario: Scenario) => Promise<Trace | undefined>;
  /** True as soon as the best so far has to do. */
  readonly isOver: () => boolean;
  readonly onShrink?: (scenario: Scenario, shrinks: number) => void;
}

/** The best that was found, and how many steps led there; undefined where nothing smaller fails. */
export async function shrinkScenario(
  shrinking: Shrinking,
): Promise<{ readonly best: Counterexample; readonly shrinks: number } | undefined> {
  let current = shrinking.drawn;
  let { seed } = current.value_;
  let best: Counterexample | undefined;
  let shrinks = 0;
  for (;;) {
    const next = await firstFailing(current, seed, shrinking);
    if (next === undefined) return best && { best, shrinks };
    current = next.value;
    best = next.counterexample;
    seed = best.scenario.seed;
    shrinks += 1;
    shrinking.onShrink?.(best.scenario, shrinks);
  }
}

async function firstFailing(
  current: fc.Value<Scenario>,
  seed: number,
  shrinking: Shrinking,
): Promise<
  { readonly value: fc.Value<Scenario>; readonly counterexample: Counterexample } | undefined
> {
  for (const value of shrinking.arbitrary.shrink(current.value_, current.context)) {
    const counterexample = await fails({ ...value.value_, seed }, shrinking);
    if (counterexample) return { value, counterexample };
    if (shrinking.isOver()) return undefined;
  }
  return undefined;
}

async function fails(
  scenario: Scenario,
  { property, run, isOver, furtherSeeds }: Shrinking,
): Promise<Counterexample | undefined> {
  const further = Array.from({ length: furtherSeeds }, (_, index) => index);
  for (const seed of new Set([scenario.seed, ...further])) {
    if (isOver()) return undefined;
    const attempt = { ...scenario, seed };
    const trace = await run(attempt);
    const violation = trace && violationOf(property, trace);
    if (trace && violation) return { scenario: attempt, trace, violation };
  }
  return undefined;
}

/** How the property fails on this trace, if it does. */
export function violationOf(property: Property, trace: Trace): Violation | undefined {
  const judgement = judge(trace, [property]).get(property.id);
  return judgement?.status === 'failed' ? judgement.violation : undefined;
}
