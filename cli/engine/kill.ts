/** Lets the properties loose on mutants of the model: which are noticed, by what, how soon. */
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { MutantNote, MutantResult, MutantTask } from './mutant-worker.ts';
import type { Mutant } from './mutants.ts';
import { mutatedFile } from './mutants.ts';
import type { Pool } from './pool.ts';
import { createPool } from './pool.ts';

/** What became of one mutant. */
export interface Kill {
  readonly mutant: Mutant;
  /** Did the property that is meant for it fail? */
  readonly isKilled: boolean;
  /** Scenarios that were played until it failed, or in all. */
  readonly scenarios: number;
  /** The name of the scenario in which it failed. */
  readonly scenario?: string;
  /** Other properties that failed where it did not. */
  readonly by: readonly PropertyId[];
  /** Why nothing can be said: the mutant broke the model itself, or nothing was wrong with it. */
  readonly error?: string;
}

export interface KillOptions {
  readonly seed: number;
  /** Scenarios per mutant at most, besides the saved ones. */
  readonly runs: number;
  readonly workers?: number | undefined;
  /** By mutant, the scenario to try before the others: the one that killed it last. Whether it is
   * killed does not depend on it, only how long that takes. */
  readonly first?: ReadonlyMap<string, string>;
  /** How much of a processor's time one scenario may take. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  readonly onKill?: (kill: Kill) => void;
}

/** Milliseconds are the rule, a second the exception. */
const defaultPatienceMs = 20_000;

type MutantPool = Pool<MutantTask, MutantResult, MutantNote>;

/** Plays scenarios on every mutant until its property fails. */
export async function killMutants(
  mutants: readonly Mutant[],
  options: KillOptions,
): Promise<readonly Kill[]> {
  const { workers, patienceMs = defaultPatienceMs, signal } = options;
  const pool: MutantPool = createPool({ script: 'mutant-worker', workers, patienceMs });
  const interrupted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
  const killOne = async (mutant: Mutant) => {
    const kill = await killMutant(pool, mutant, options);
    if (!signal?.aborted) options.onKill?.(kill);
    return kill;
  };
  try {
    signal?.throwIfAborted();
    return await Promise.race([Promise.all(mutants.map(killOne)), interrupted]);
  } finally {
    await pool.close();
  }
}

/** Plays scenarios on one mutant until its property fails. */
async function killMutant(
  pool: MutantPool,
  mutant: Mutant,
  { seed, runs, first }: KillOptions,
): Promise<Kill> {
  const { property: id, find, put, gates } = mutant;
  const lost = (error: string): Kill => ({ mutant, isKilled: false, scenarios: 0, by: [], error });
  const property = properties.find((each) => each.id === id);
  if (property === undefined) return lost(`there is no property ${id}`);
  try {
    const { scenario, failsAnyway, scenarios, others } = await pool.run({
      mistake: { url: mutatedFile(mutant).href, find, put },
      property: id,
      controller: property.controller,
      gates,
      seed,
      runs,
      first: first?.get(mutant.id),
    });
    if (failsAnyway) return lost(`${id} fails on the model without any mistake, in ${scenario}`);
    if (scenario === undefined) return { mutant, isKilled: false, scenarios, by: others };
    return { mutant, isKilled: true, scenarios, scenario, by: [] };
  } catch (error) {
    return lost(error instanceof Error ? error.message : String(error));
  }
}
