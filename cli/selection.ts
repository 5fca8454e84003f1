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
  const namesOf = ({ id, controller, requirements }: Property) => [id, controller, ...requirements];
  return pick(words, properties, namesOf, (word) => nothingSelected(word, properties));
}

/** Those of the items that any of the words names, with globs; all of them when there are no words.
 * Throws UsageError with what `refusal` says of a word that names nothing. */
export function pick<T>(
  words: readonly string[],
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  refusal: (word: string) => string,
): readonly T[] {
  if (words.length === 0) return items;
  const wanted = new Set<T>();
  for (const word of words) {
    const pattern = globPattern(word);
    const found = items.filter((item) => namesOf(item).some((name) => pattern.test(name)));
    if (found.length === 0) throw new UsageError(refusal(word));
    for (const item of found) wanted.add(item);
  }
  return items.filter((item) => wanted.has(item));
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
