/** `plimsoll mutate`: would the properties have noticed? Runs them against defects of the model. */
import { writeFileSync } from 'node:fs';
import type { KillRow } from '../reports/kill-table.ts';
import { killTable } from '../reports/kill-table.ts';
import type { Kill } from './engine/kill.ts';
import { killMutants } from './engine/kill.ts';
import type { Mutant } from './engine/mutants.ts';
import { loadMutants } from './engine/mutants.ts';
import { exitCodes } from './exit.ts';
import type { Options } from './options.ts';
import { wholeNumber } from './options.ts';
import { onInterrupt } from './run.ts';
import { pick } from './selection.ts';

const tablePath = new URL('../docs/mutants.md', import.meta.url);

/** Kills what it can and returns 0 when nothing survives. */
export async function mutate(options: Options, words: readonly string[]): Promise<number> {
  const chosen = choose(words, loadMutants());
  const seed = wholeNumber(options, 'seed') ?? 1;
  const interruption = new AbortController();
  const stop = onInterrupt(interruption, () => process.stderr.write('interrupted\n'));
  let done = 0;
  const kills = await killMutants(chosen, {
    seed,
    runs: wholeNumber(options, 'runs', 1) ?? 2000,
    workers: wholeNumber(options, 'workers', 1),
    signal: interruption.signal,
    onKill(kill) {
      done += 1;
      process.stderr.write(`${String(done).padStart(3)}/${chosen.length} ${describe(kill)}\n`);
    },
  }).finally(stop);
  if (options['json']) process.stdout.write(`${JSON.stringify(shapeOf(kills), undefined, 2)}\n`);
  if (options['write']) writeFileSync(tablePath, killTable(kills.map(rowOf), seed));
  const survivors = kills.filter(({ isKilled }) => !isKilled);
  if (!options['json']) process.stdout.write(summaryOf(kills, survivors));
  return survivors.length === 0 ? exitCodes.conformant : exitCodes.violated;
}

/** Mutants by their own id, their property or their requirement, with globs; all without words. */
function choose(words: readonly string[], mutants: readonly Mutant[]): readonly Mutant[] {
  return pick(
    words,
    mutants,
    ({ id, property, requirement }) => [id, property, requirement],
    (word) =>
      `nothing is selected by ${JSON.stringify(word)}: no mutant, property or requirement with ` +
      'mutants has this id; see: plimsoll list',
  );
}

function rowOf({ mutant, isKilled, scenarios, scenario }: Kill): KillRow {
  const { id, property, requirement, story } = mutant;
  return { id, property, requirement, story, killed: isKilled, scenarios, scenario };
}

function shapeOf(kills: readonly Kill[]) {
  return {
    mutants: kills.map(({ mutant, isKilled, scenarios, scenario, by, error }) => ({
      id: mutant.id,
      property: mutant.property,
      requirement: mutant.requirement,
      killed: isKilled,
      scenarios,
      ...(scenario !== undefined && { scenario }),
      by,
      ...(error !== undefined && { error }),
    })),
  };
}

function describe({ mutant, isKilled, scenarios, by, error }: Kill): string {
  if (error !== undefined) return `✗ ${mutant.id}: ${error}`;
  if (isKilled) return `✓ ${mutant.id}: ${mutant.property} after ${scenarios} scenarios`;
  const others = by.length > 0 ? `; noticed by ${by.join(', ')}` : '';
  return `✗ ${mutant.id} survives ${mutant.property} for ${scenarios} scenarios${others}`;
}

function summaryOf(kills: readonly Kill[], survivors: readonly Kill[]): string {
  const lines = [
    `${kills.length - survivors.length} of ${kills.length} mutants are killed`,
    ...survivors.map((kill) => `  ${describe(kill)}`),
  ];
  return `${lines.join('\n')}\n`;
}
