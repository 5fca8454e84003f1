/**
 * Do the model and a real control plane end alike? What may end in several ways (which node a surge
 * begins with, which request came first) does so on the model under different seeds; a real end has
 * to be one of these. See docs/decisions/0012.
 */
import type { Millis, Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import type { Adapter } from './adapter.ts';
import { finalState } from './final-state.ts';
import { play } from './play.ts';

/** What was found for one trace. */
export type Agreement =
  | { readonly agrees: true; /** Ends of the model that were looked at. */ readonly tries: number }
  | {
      readonly agrees: false;
      /** Lines that only the real end has, and only the most similar end of the model. */
      readonly onlyReal: readonly string[];
      readonly onlyModel: readonly string[];
    };

/** A step may meet another state of things on a wall clock: it is a little early or late there. */
const jitterMs = 1_000;

/** Plays the scenario of a recorded trace on the model until it ends as the trace does, at most so
 * many times. */
export async function agreementOf(
  trace: Trace,
  model: Adapter,
  tries: number,
): Promise<Agreement> {
  const real = finalState(trace);
  const scenario = asItWent(trace);
  let nearest: readonly string[] | undefined;
  for (let seed = 1; seed <= tries; seed += 1) {
    const modelled = await play(jittered(scenario, seed), model, { suiteVersion: 'agreement' });
    const end = finalState(modelled);
    if (isSame(real, end)) return { agrees: true, tries: seed };
    if (nearest === undefined || distance(real, end) < distance(real, nearest)) nearest = end;
  }
  const closest = nearest ?? [];
  return { agrees: false, onlyReal: without(real, closest), onlyModel: without(closest, real) };
}

/** The scenario with its steps at the moments at which they were really played. */
function asItWent({ header, events }: Trace): Scenario {
  const begins = new Map<number, Millis>();
  for (const event of events) {
    if (event.event !== 'command' && event.event !== 'fault') continue;
    if (!begins.has(event.step)) begins.set(event.step, event.at);
  }
  let before = 0;
  const steps = header.scenario.steps.map((step, index) => {
    const begin = Math.max(before, begins.get(index) ?? before + step.after);
    const after = begin - before;
    before = begin;
    return { ...step, after };
  });
  return { ...header.scenario, steps };
}

/** Every third try as it went, the others with every step a little earlier or later. */
function jittered(scenario: Scenario, seed: number): Scenario {
  if (seed % 3 === 1) return { ...scenario, seed };
  const shift = (index: number) => ((seed * 7_919 + index * 104_729) % (2 * jitterMs)) - jitterMs;
  const steps = scenario.steps.map((step, index) => ({
    ...step,
    after: Math.max(0, step.after + shift(index)),
  }));
  return { ...scenario, seed, steps };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

function distance(one: readonly string[], other: readonly string[]): number {
  return without(one, other).length + without(other, one).length;
}

/** The lines of one that the other does not have, counting repetitions. */
function without(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return one.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
