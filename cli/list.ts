/** `plimsoll list`: requirements × properties × mutants. */
import { writeFileSync } from 'node:fs';
import type { Property } from '../properties/property.ts';
import type { Requirement } from '../specs/requirement.ts';
import { requirementsDocument } from '../reports/requirements-document.ts';
import { upstreamDocument } from '../reports/upstream-document.ts';
import { loadCatalogue, loadRequirements, properties } from './catalogue.ts';
import { loadMutants } from './engine/mutants.ts';
import { exitCodes } from './exit.ts';
import { select } from './selection.ts';

/** Prints what is selected; JSON in the published shape, or a table for people. */
export async function list(
  options: Record<string, unknown>,
  words: readonly string[],
): Promise<number> {
  if (options['write']) return writeDocuments();
  const chosen = select(words, properties);
  const wanted = new Set(chosen.flatMap((property) => property.requirements));
  const requirements = loadRequirements().filter(
    ({ id }) => words.length === 0 || wanted.has(id),
  );
  const killers = Map.groupBy(loadMutants(), (mutant) => mutant.property);
  const mutantsOf = (property: Property) => (killers.get(property.id) ?? []).map(({ id }) => id);
  if (options['json']) {
    const shape = {
      requirements: requirements.map((each) => ({
        id: each.id,
        level: each.level,
        says: each.says,
        properties: propertiesOf(each, chosen).map(({ id }) => id),
        ...(each.untested !== undefined && { untested: each.untested }),
      })),
      properties: chosen.map((property) => ({
        id: property.id,
        title: property.title,
        controller: property.controller,
        expectation: property.expectation,
        requirements: property.requirements,
        mutants: mutantsOf(property),
      })),
    };
    process.stdout.write(`${JSON.stringify(shape, undefined, 2)}\n`);
    return exitCodes.conformant;
  }
  for (const requirement of requirements) {
    process.stdout.write(`${requirement.id}  ${requirement.level}\n  ${requirement.says}\n`);
    for (const property of propertiesOf(requirement, chosen)) {
      const mutants = mutantsOf(property);
      const teeth = mutants.length > 0 ? `  kills ${mutants.join(', ')}` : '';
      process.stdout.write(`    ${property.expectation.padEnd(10)} ${property.id}${teeth}\n`);
    }
    if (requirement.untested) process.stdout.write(`    untested   ${requirement.untested}\n`);
  }
  process.stdout.write(`\n${requirements.length} requirements, ${chosen.length} properties\n`);
  return exitCodes.conformant;
}

/** The generated documents, by their path below `docs/`. */
export function documents(): ReadonlyMap<string, string> {
  const catalogue = loadCatalogue();
  return new Map([
    ['requirements.md', requirementsDocument(catalogue)],
    ['upstream-coverage.md', upstreamDocument(catalogue)],
  ]);
}

function writeDocuments(): number {
  for (const [name, text] of documents()) {
    writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
    process.stdout.write(`docs/${name}\n`);
  }
  return exitCodes.conformant;
}

function propertiesOf(
  requirement: Requirement,
  chosen: readonly Property[],
): readonly Property[] {
  return chosen.filter((property) => property.requirements.includes(requirement.id));
}
