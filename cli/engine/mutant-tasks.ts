/** What a worker does with a mutant of the model: it plays until the property fails. */
import type { Adapter } from '../../adapters/adapter.ts';
import { play } from '../../adapters/play.ts';
import { playOrDoubt } from '../../properties/explore-play.ts';
import { properties } from '../../properties/index.ts';
import { judge } from '../../properties/judge.ts';
import type { Property } from '../../properties/property.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import { suiteVersion } from '../version.ts';
import type { Deck, Dealt } from './deck.ts';
import { deckOf } from './deck.ts';
import type { Model } from './mutant-loader.ts';
import type { MutantResult, MutantTask } from './mutant-worker.ts';

/** How many drawn scenarios a survivor is shown to the other properties in. */
const runsForOthers = 100;

/** The model as it is and with the mistake. */
export interface Pair<T> {
  readonly sound: T;
  readonly mutant: T;
}

/** Plays the saved scenarios, then drawn ones, until the property fails or all runs are spent.
 * Meanwhile the other properties are left out; what they would say is asked only where it found
 * nothing. */
export async function hunt(
  task: MutantTask,
  models: Pair<Model>,
  onScenario: () => void,
): Promise<MutantResult> {
  const property = properties.find(({ id }) => id === task.property);
  if (property === undefined) throw new Error(`there is no property ${task.property}`);
  const { sound, mutant } = adaptersOf(models, task);
  const deck = deckOf(task.controller, task.seed, sound.capabilities);
  let scenarios = 0;
  for (const dealt of deck.deal(task.runs, task.first)) {
    onScenario();
    scenarios += 1;
    if ((await failing(dealt, mutant, [property])).size === 0) continue;
    const failsAnyway = (await failing(dealt, sound, [property])).size > 0;
    return { scenario: dealt.name, failsAnyway, scenarios, others: [] };
  }
  const others = await noticedByOthers(task, deck, { sound, mutant }, onScenario);
  return { failsAnyway: false, scenarios, others };
}

function adaptersOf({ sound, mutant }: Pair<Model>, { gates }: MutantTask): Pair<Adapter> {
  const featureGates = Object.fromEntries(gates.map((gate) => [gate, true]));
  const open = (model: Model) => model.modelAdapter({ version: sound.modelVersion, featureGates });
  return { sound: open(sound), mutant: open(mutant) };
}

/** Which properties fail in this scenario. */
async function failing(
  { scenario, run }: Dealt,
  adapter: Adapter,
  judges: readonly Property[],
): Promise<ReadonlySet<PropertyId>> {
  const trace = await playOrDoubt((each) => play(each, adapter, { suiteVersion }), scenario, run);
  if (typeof trace === 'string') return new Set();
  const judgements = [...judge(trace, judges)];
  return new Set(judgements.filter(([, { status }]) => status === 'failed').map(([id]) => id));
}

async function noticedByOthers(
  { controller, runs }: MutantTask,
  deck: Deck,
  { sound, mutant }: Pair<Adapter>,
  onScenario: () => void,
): Promise<readonly PropertyId[]> {
  const judges = properties.filter((each) => each.controller === controller);
  const noticed = new Set<PropertyId>();
  const anyway = new Set<PropertyId>();
  for (const dealt of deck.deal(Math.min(runs, runsForOthers))) {
    onScenario();
    for (const id of await failing(dealt, mutant, judges)) noticed.add(id);
    for (const id of await failing(dealt, sound, judges)) anyway.add(id);
  }
  return judges.map(({ id }) => id).filter((id) => noticed.has(id) && !anyway.has(id));
}
