#!/usr/bin/env node
/** `npm run mutants:real`: builds defects into the real controller manager, and lets the suite
 * loose on each, on a control plane of its own. */
import { Command } from 'commander';
import type { Stand } from './engine/mutant-stand.ts';
import { createStand } from './engine/mutant-stand.ts';
import type { Measured, Measurements } from './engine/measured.ts';
import { loadMeasured, writeMeasured } from './engine/measured.ts';
import type { RealMutant } from './engine/real-mutants.ts';
import { loadRealMutants } from './engine/real-mutants.ts';
import { exitCodes, explainError } from './exit.ts';
import type { Options } from './options.ts';
import { duration, wholeNumber } from './options.ts';
import { onInterrupt } from './run.ts';
import { pick } from './selection.ts';

const program = new Command('mutants:real')
  .description('build defects into the real controller manager, and see which the suite notices')
  .option('--only <ids>', 'mutants by id, file, property or controller, with globs')
  .option('--limit <duration>', 'time per mutant', '10m')
  .option('--lanes <n>', 'scenarios at once', '6')
  .option('--at-once <n>', 'mutants at once', '1')
  .option('--seed <n>', 'seed of the drawn scenarios', '1')
  .option('--build', 'build the mutants, and run none')
  .option('--write', 'keep the measurements, skip what was killed, write docs/mutants-real.md')
  .option('--again', 'with --write: measure again what was killed before');

async function main(options: Options): Promise<number> {
  const all = loadRealMutants();
  const kept: Record<string, Measured> = options['write'] ? { ...loadMeasured(all) } : {};
  const chosen = inTurns(choose(String(options['only'] ?? ''), all));
  // The suite may have grown since a mutant survived; a kill stays one.
  const isKilled = ({ id }: RealMutant) => (kept[id]?.by.length ?? 0) > 0;
  const todo = chosen.filter((mutant) => options['again'] === true || !isKilled(mutant));
  const interruption = new AbortController();
  const stop = onInterrupt(interruption, () => tell('interrupted: taking the clusters down …'));
  const stand = createStand({
    seed: wholeNumber(options, 'seed') ?? 1,
    lanes: wholeNumber(options, 'lanes', 1) ?? 6,
    limitMs: duration(options, 'limit', 600_000),
    signal: interruption.signal,
    onProgress: tell,
  });
  const results: Record<string, Measured> = {};
  const failed: string[] = [];
  const measure = async ({ mutant, slot }: { mutant: RealMutant; slot: number }) => {
    const result = await attempt(mutant, slot, stand, options['build'] === true);
    if (interruption.signal.aborted || result === undefined) return;
    const count = `${Object.keys(results).length + failed.length + 1}/${todo.length}`;
    if (typeof result === 'string') {
      failed.push(mutant.id);
      return tell(`${count} ! ${mutant.id}: ${result}`);
    }
    results[mutant.id] = result;
    tell(`${count} ${describe(mutant, result)}`);
    if (options['write']) writeMeasured(all, Object.assign(kept, { [mutant.id]: result }));
  };
  try {
    stand.prepare(todo);
    await inSlots(todo, wholeNumber(options, 'atOnce', 1) ?? 1, interruption.signal, measure);
  } finally {
    await stand.close();
    stop();
  }
  if (options['write']) writeMeasured(all, kept);
  return summarise(results, failed, interruption.signal.aborted);
}

function choose(only: string, all: readonly RealMutant[]): readonly RealMutant[] {
  const words = only.split(',').filter((word) => word !== '');
  return pick(
    words,
    all,
    ({ id, property, controller, file }) => [id, property, controller, file],
    (word) => `nothing is selected by ${JSON.stringify(word)}: no real mutant has this id`,
  );
}

/** One of each file after the other, so that a run that ends early says something of all. */
function inTurns(mutants: readonly RealMutant[]): readonly RealMutant[] {
  const piles = [...Map.groupBy(mutants, ({ id }) => id.split('-')[0]).values()];
  const rounds = Math.max(0, ...piles.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => piles.flatMap((pile) => pile[round] ?? []))
    .flat();
}

async function inSlots<T>(
  items: readonly T[],
  slots: number,
  signal: AbortSignal,
  work: (job: { mutant: T; slot: number }) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const serve = async (slot: number) => {
    for (let item = queue.shift(); item !== undefined && !signal.aborted; item = queue.shift()) {
      await work({ mutant: item, slot });
    }
  };
  await Promise.all(Array.from({ length: slots }, (_, index) => serve(index + 1)));
}

/** What was measured; a text where it could not be. */
async function attempt(
  mutant: RealMutant,
  slot: number,
  stand: Stand,
  buildOnly: boolean,
): Promise<Measured | string | undefined> {
  try {
    if (!buildOnly) return await stand.measure(mutant, slot);
    tell(`${mutant.id}: built in ${Math.round((await stand.built(mutant)).seconds)} s`);
    return undefined;
  } catch (error) {
    return explainError(error).message;
  }
}

function describe({ id, property }: RealMutant, result: Measured): string {
  const { by, scenarios, seconds, buildSeconds, scenario, doubtful } = result;
  const times = `${Math.round(seconds)} s, build ${Math.round(buildSeconds)} s`;
  const effort = `${scenarios} scenarios, ${times}`;
  const rest = doubtful.length > 0 ? `; doubtful: ${doubtful.join(', ')}` : '';
  if (by.length === 0) return `✗ ${id} survives ${property} (${effort})${rest}`;
  const first = by.includes(property) ? property : `${by[0]} instead of ${property}`;
  return `✓ ${id}: ${first} in "${scenario}" (${effort})${rest}`;
}

function summarise(results: Measurements, failed: readonly string[], isPartial: boolean): number {
  const all = Object.entries(results);
  const survivors = all.filter(([, { by }]) => by.length === 0).map(([id]) => id);
  process.stdout.write(`${all.length - survivors.length} of ${all.length} mutants are killed\n`);
  if (survivors.length > 0) process.stdout.write(`  these survive: ${survivors.join(', ')}\n`);
  if (failed.length > 0) process.stdout.write(`  could not be run: ${failed.join(', ')}\n`);
  if (isPartial) return exitCodes.interrupted;
  if (failed.length > 0) return exitCodes.broken;
  return survivors.length === 0 ? exitCodes.conformant : exitCodes.violated;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  program.parse();
  process.exitCode = await main(program.opts());
} catch (error) {
  const { message, code } = explainError(error);
  if (message) tell(`mutants:real: ${message}`);
  process.exitCode = code;
}
