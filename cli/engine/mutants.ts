/**
 * Mutants: known mistakes, each a change of one text in one file of the model, with the property
 * that must notice it. `docs/decisions/0005-mutants-as-text.md` says why they are text.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { FeatureGate } from '../../specs/features.ts';
import { featureGates } from '../../specs/features.ts';
import { InputError, suggest } from '../../specs/input-error.ts';
import type { Problem } from '../../specs/input-error.ts';
import type { YamlFile } from '../../specs/yaml-file.ts';
import { checkYaml, parseYaml } from '../../specs/yaml-file.ts';

const row = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'words of lower-case letters, with dashes'),
  /** The promise that the mistake breaks. */
  requirement: z.string(),
  /** The property that must fail. */
  property: z.string().exactOptional(),
  /** In its place, where none is written yet: what it would have to claim. */
  awaits: z.string().min(10).exactOptional(),
  /** Below `adapters/model/`. */
  file: z.string(),
  /** Stands exactly once in the file. */
  find: z.string().min(1),
  put: z.string(),
  /** Gates that are off by default and without which nobody gets to the mistake. */
  gates: z
    .array(z.custom<FeatureGate>((gate) => featureGates.some((known) => known === gate)))
    .default([]),
  /** What somebody got wrong, in a sentence. */
  story: z.string().min(10),
});

/** A mutant whose property is written. */
export type Mutant = Readonly<Omit<z.infer<typeof row>, 'awaits' | 'property'>> & {
  readonly property: PropertyId;
};
/** A mutant that no property notices yet, because none claims what it breaks. */
export type AwaitingMutant = Readonly<Omit<z.infer<typeof row>, 'awaits' | 'property'>> & {
  readonly awaits: string;
};

type Row = z.infer<typeof row>;

const modelFolder = new URL('../../adapters/model/', import.meta.url);
const folder = new URL('mutants/', modelFolder);

/** What rows are checked against. */
export interface Surroundings {
  /** The text of a file of the model, if there is one. */
  readonly sourceOf: (file: string) => string | undefined;
  readonly propertyIds: readonly PropertyId[];
}

/** The mutants of all files, in reading order. Throws InputError with every row that is wrong. */
export function loadMutants(): readonly Mutant[] {
  return loadAll().filter((mutant) => 'property' in mutant);
}

/** The mutants of all files that nothing notices yet. */
export function loadAwaitingMutants(): readonly AwaitingMutant[] {
  return loadAll().filter((mutant) => 'awaits' in mutant);
}

function loadAll(): readonly (Mutant | AwaitingMutant)[] {
  const sources = new Map<string, string | undefined>();
  const surroundings: Surroundings = {
    sourceOf(file) {
      if (!sources.has(file)) sources.set(file, textOf(mutatedFile({ file })));
      return sources.get(file);
    },
    propertyIds: properties.map(({ id }) => id),
  };
  const mutants = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .flatMap((name) =>
      readMutants(readFileSync(new URL(name, folder), 'utf8'), name, surroundings),
    );
  refuseTwins(mutants);
  return mutants;
}

function textOf(url: URL): string | undefined {
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

/** The file that a mutant changes. */
export function mutatedFile({ file }: Pick<Mutant, 'file'>): URL {
  return new URL(file, modelFolder);
}

/** Reads one file of mutants. */
export function readMutants(
  text: string,
  name: string,
  surroundings: Surroundings,
): readonly (Mutant | AwaitingMutant)[] {
  const yaml = parseYaml(text, name);
  const mutants = checkYaml(yaml, z.array(row));
  const problems = mutants.flatMap((mutant, index) =>
    problemsOf(mutant, index, yaml, surroundings),
  );
  if (problems.length > 0) throw new InputError(problems);
  return mutants as readonly (Mutant | AwaitingMutant)[];
}

function problemsOf(
  { property, awaits, file, find, put }: Row,
  index: number,
  yaml: YamlFile,
  { sourceOf, propertyIds }: Surroundings,
): readonly Problem[] {
  const problem = (field: keyof Row, rest: Omit<Problem, 'file'>): Problem => ({
    file: yaml.file,
    ...yaml.place([index, field]),
    at: `[${index}].${field}`,
    ...rest,
  });
  const problems: Problem[] = [];
  if ((property === undefined) === (awaits === undefined)) {
    const message = 'a mutant names either the property that notices it or what it awaits';
    problems.push(problem('id', { message }));
  }
  if (property !== undefined && !propertyIds.includes(property)) {
    const meant = suggest(property, propertyIds);
    const message = 'there is no such property';
    problems.push(
      problem('property', { message, found: property, ...(meant && { suggestion: meant }) }),
    );
  }
  const source = sourceOf(file);
  if (source === undefined) {
    problems.push(problem('file', { message: 'the model has no such file', found: file }));
    return problems;
  }
  const times = source.split(find).length - 1;
  if (times !== 1) {
    problems.push(
      problem('find', { message: `the text stands ${times} times in ${file}`, expected: 'once' }),
    );
  }
  if (find === put) problems.push(problem('put', { message: 'the text is not changed' }));
  return problems;
}

function refuseTwins(mutants: readonly Pick<Mutant, 'id' | 'file'>[]): void {
  const twins = mutants.filter(
    ({ id }, index) => mutants.findIndex((other) => other.id === id) !== index,
  );
  if (twins.length === 0) return;
  throw new InputError(
    twins.map(({ id, file }) => ({ file, message: 'two mutants have the same id', found: id })),
  );
}
