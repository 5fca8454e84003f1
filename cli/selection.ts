/** Which properties a command line means: requirement ids, property ids and globs, in any case. */
import type { Property } from '../properties/property.ts';
import { suggest } from '../specs/input-error.ts';
import { UsageError } from './exit.ts';

/** The properties that any of the words selects; all of them when there are no words. Throws
 * UsageError for a word that selects nothing, with the nearest word that would. */
export function select(
  words: readonly string[],
  properties: readonly Property[],
): readonly Property[] {
  if (words.length === 0) return properties;
  const wanted = new Set<Property>();
  for (const word of words) {
    const found = properties.filter((property) => matches(word, property));
    if (found.length === 0) throw new UsageError(nothingSelected(word, properties));
    for (const property of found) wanted.add(property);
  }
  return properties.filter((property) => wanted.has(property));
}

function matches(word: string, property: Property): boolean {
  const pattern = globPattern(word);
  const names = [property.id, property.controller, ...property.requirements];
  return names.some((name) => pattern.test(name));
}

/** An id with `*` and `?` as a pattern, in any case. */
export function globPattern(word: string): RegExp {
  const escaped = word.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}

function nothingSelected(word: string, properties: readonly Property[]): string {
  const known = properties.flatMap((each) => [...each.requirements, each.id, each.controller]);
  const near = suggest(word, [...new Set(known)]);
  const hint = near ? `did you mean ${near}?` : 'see: plimsoll list';
  const what = `nothing is selected by ${JSON.stringify(word)}`;
  return `${what}: no requirement or property has this id; ${hint}`;
}
