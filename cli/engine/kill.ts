/** Lets the properties loose on mutants of the model: which are noticed, by what, how soon. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { MutantData, MutantResult, MutantTask } from './mutant-worker.ts';
import type { Mutant } from './mutants.ts';
import { mutatedFile } from './mutants.ts';
import { createPool } from './pool.ts';

/** What became of one mutant. */
export interface Kill {
  readonly mutant: Mutant;
  /** Did the property that is meant for it fail? */
  readonly isKilled: boolean;
  /** Scenarios that were played until it failed, or in all. */
  readonly scenarios: number;
  /** Other properties that failed on the way. */
  readonly by: readonly PropertyId[];
  /** Why nothing can be said: the mutant broke the model itself, or nothing was wrong with it. */
  readonly error?: string;
}

export interface KillOptions {
  readonly seed: number;
  /** Scenarios per mutant at most. */
  readonly runs: number;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal;
  readonly onKill?: (kill: Kill) => void;
}

/** Plays scenarios on every mutant, each in a thread of its own, until its property fails. */
export async function killMutants(
  mutants: readonly Mutant[],
  options: KillOptions,
): Promise<readonly Kill[]> {
  const limit = pLimit(options.workers ?? availableParallelism());
  const worlds = Map.groupBy(mutants, worldOf);
  const sound = new Map<string, ReadonlySet<PropertyId>>(
    await Promise.all(
      [...worlds].map(async ([world, [mutant]]) => {
        const controller = mutant && controllerOf(mutant);
        if (mutant === undefined || controller === undefined) return [world, noneFails] as const;
        const { gates } = mutant;
        const ids = await limit(() => failingAnyway(controller, { ...options, gates }));
        return [world, new Set(ids)] as const;
      }),
    ),
  );
  return Promise.all(
    mutants.map((mutant) =>
      limit(async () => {
        options.signal?.throwIfAborted();
        const kill = await killMutant(mutant, sound.get(worldOf(mutant)) ?? noneFails, options);
        options.onKill?.(kill);
        return kill;
      }),
    ),
  );
}

const noneFails: ReadonlySet<PropertyId> = new Set();

/** Mutants of one world are hunted by the same scenarios on the same model. */
function worldOf(mutant: Mutant): string {
  return [controllerOf(mutant), ...mutant.gates].join(' ');
}

function controllerOf({ property }: Mutant): WorkloadKind | undefined {
  return properties.find(({ id }) => id === property)?.controller;
}

/** The properties that fail on the model without any mistake. They prove nothing: a mutant that one
 * of them is meant to notice counts as alive. */
export async function failingAnyway(
  controller: WorkloadKind,
  { seed, runs, gates }: Pick<KillOptions, 'seed' | 'runs'> & Pick<Mutant, 'gates'>,
): Promise<readonly PropertyId[]> {
  const task = { controller, gates, seed, runs: Math.min(runs, runsWithoutMistake) };
  return (await inThread({}, task)).failing;
}

/** Enough for what fails often; what fails once in thousands is for the suite itself to find. */
const runsWithoutMistake = 200;

/** Plays scenarios on one mutant until its property fails. */
export async function killMutant(
  mutant: Mutant,
  failing: ReadonlySet<PropertyId>,
  { seed, runs }: Pick<KillOptions, 'seed' | 'runs'>,
): Promise<Kill> {
  const { property: id, find, put, gates } = mutant;
  const lost = (error: string): Kill => ({ mutant, isKilled: false, scenarios: 0, by: [], error });
  const property = properties.find((each) => each.id === id);
  if (property === undefined) return lost(`there is no property ${id}`);
  if (failing.has(id)) return lost(`${id} fails on the model without any mistake`);
  const { controller } = property;
  try {
    const result = await inThread(
      { mistake: { url: mutatedFile(mutant).href, find, put } },
      { property: id, controller, gates, seed, runs },
    );
    const by = result.failing.filter((each) => each !== id && !failing.has(each));
    return { mutant, isKilled: result.isKilled, scenarios: result.scenarios, by };
  } catch (error) {
    return lost(error instanceof Error ? error.message : String(error));
  }
}

async function inThread(workerData: MutantData, task: MutantTask): Promise<MutantResult> {
  const pool = createPool<MutantTask, MutantResult>({
    script: 'mutant-worker',
    workers: 1,
    workerData,
  });
  try {
    return await pool.run(task);
  } finally {
    await pool.close();
  }
}
