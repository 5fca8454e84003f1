/** The scenarios that mutants of the model are hunted with: the saved ones, then as many drawn ones
 * as are wanted. Every mutant of a controller gets the same, so a thread draws each only once. */
import type { Capability } from '../../adapters/adapter.ts';
import { drawScenario } from '../../properties/explore-draw.ts';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { savedScenarios } from './regressions.ts';

/** A scenario, and what it is called. */
export interface Dealt {
  /** A file in `specs/regressions/`, without its ending, or `draw` and the number of the run. */
  readonly name: string;
  /** The number of the run; saved scenarios come before the first. */
  readonly run: number;
  readonly scenario: Scenario;
}

export interface Deck {
  /** The saved scenarios and this many drawn ones; the one that is named comes before all. */
  deal(runs: number, first?: string): Generator<Dealt>;
}

const decks = new Map<string, Deck>();

/** The deck of one controller and seed, the same one each time. */
export function deckOf(
  controller: WorkloadKind,
  seed: number,
  faults: ReadonlySet<Capability>,
): Deck {
  const key = `${controller} ${seed} ${[...faults].join(' ')}`;
  const known = decks.get(key);
  if (known) return known;
  const deck = createDeck(controller, seed, faults);
  decks.set(key, deck);
  return deck;
}

function createDeck(
  controller: WorkloadKind,
  seed: number,
  faults: ReadonlySet<Capability>,
): Deck {
  const arbitrary = scenarioArbitrary(controller, { pace: 'virtual', faults });
  const saved = savedScenarios(controller);
  const cards: Dealt[] = saved.map(({ name, scenario }, index) =>
    frozen({ name, run: index - saved.length, scenario }),
  );

  function at(index: number): Dealt {
    const run = index - saved.length;
    return (cards[index] ??= frozen({
      name: `draw ${run}`,
      run,
      scenario: drawScenario(arbitrary, seed, run).value_,
    }));
  }
  function indexOf(name: string): number {
    const draw = /^draw (\d+)$/.exec(name);
    return draw ? saved.length + Number(draw[1]) : saved.findIndex((each) => each.name === name);
  }

  return {
    *deal(runs, first) {
      const count = saved.length + runs;
      const favoured = first === undefined ? -1 : indexOf(first);
      const isThere = favoured >= 0 && favoured < count;
      if (isThere) yield at(favoured);
      for (let index = 0; index < count; index += 1) {
        if (!isThere || index !== favoured) yield at(index);
      }
    },
  };
}

/** What one mutant leaves behind in a scenario, another would find there. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
