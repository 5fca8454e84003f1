/** What was measured of the real mutants, kept beside them: a run goes on where the last ended. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { RealKillRow } from '../../reports/real-kill-table.ts';
import { realKillTable } from '../../reports/real-kill-table.ts';
import type { RealMutant } from './real-mutants.ts';
import { keyOf, mutatedVersion } from './real-mutants.ts';

const schema = z.strictObject({
  format: z.literal(1),
  /** By mutant. */
  measured: z.record(
    z.string(),
    z.strictObject({
      key: z.string(),
      by: z.array(z.string()),
      scenario: z.string().optional(),
      doubtful: z.array(z.string()),
      scenarios: z.number(),
      seconds: z.number(),
      buildSeconds: z.number(),
    }),
  ),
});

/** How one mutant fared. */
export type Measured = z.infer<typeof schema>['measured'][string];
export type Measurements = Readonly<Record<string, Measured>>;

const file = new URL('../../adapters/cluster/mutants/measured.json', import.meta.url);
const table = new URL('../../docs/mutants-real.md', import.meta.url);

/** What was measured so far of mutants that are still what they were. */
export function loadMeasured(mutants: readonly RealMutant[]): Measurements {
  if (!existsSync(file)) return {};
  const { measured } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const holds = new Map(mutants.map((mutant) => [mutant.id, keyOf(mutant)]));
  return Object.fromEntries(
    Object.entries(measured).filter(([id, { key }]) => holds.get(id) === key),
  );
}

/** Keeps the measurements, and writes the table that tells them. */
export function writeMeasured(mutants: readonly RealMutant[], measured: Measurements): void {
  const inOrder = mutants.flatMap(({ id }) => {
    const one = measured[id];
    return one === undefined ? [] : [[id, one] as const];
  });
  const content = { format: 1, measured: Object.fromEntries(inOrder) };
  const draft = new URL(`${file.href}.draft`);
  writeFileSync(draft, `${JSON.stringify(content, undefined, 2)}\n`);
  renameSync(draft, file);
  writeFileSync(table, tableOf(mutants, measured));
}

/** The text of `docs/mutants-real.md`. */
export function tableOf(mutants: readonly RealMutant[], measured: Measurements): string {
  const rows = mutants.map((mutant): RealKillRow => {
    const one = measured[mutant.id];
    return { ...mutant, ...(one && { measured: one }) };
  });
  return realKillTable(rows, mutatedVersion);
}
