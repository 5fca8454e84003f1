/** `plimsoll explain`: what an id stands for, who judges it, and what is on record about it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Mention } from '../reports/explanation.ts';
import { explain as explanation } from '../reports/explanation.ts';
import { suggest } from '../specs/input-error.ts';
import { loadCatalogue } from './catalogue.ts';
import { exitCodes, UsageError } from './exit.ts';
import { globPattern } from './selection.ts';

const records = ['findings', 'decisions'];

/** Prints all that is known of each id; an id of nothing is refused with the nearest one. */
export async function explain(words: readonly string[]): Promise<number> {
  const catalogue = loadCatalogue();
  const written = loadRecords();
  const mentionsOf = (id: string) => written.filter(({ text }) => mentions(text, id));
  for (const word of words) {
    const pattern = globPattern(word);
    const lines = explanation(catalogue, mentionsOf, (id) => pattern.test(id));
    if (lines.length === 0) throw new UsageError(nothingCalled(word, catalogue));
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return exitCodes.conformant;
}

function nothingCalled(
  word: string,
  { requirements, properties, mutants }: ReturnType<typeof loadCatalogue>,
): string {
  const near = suggest(
    word,
    [requirements, properties, mutants].flatMap((each) => each.map(({ id }) => id)),
  );
  const hint = near === undefined ? 'see: plimsoll list' : `did you mean ${near}?`;
  const what = `no requirement, property or mutant is called ${JSON.stringify(word)}`;
  return `${what}; ${hint}`;
}

/** `STS-ORD-001`, but not as a part of another id. */
function mentions(text: string, id: string): boolean {
  const at = text.indexOf(id);
  return at !== -1 && !/[\w-]/.test(text[at + id.length] ?? '');
}

function loadRecords(): readonly (Mention & { readonly text: string })[] {
  return records.flatMap((folder) => {
    const url = new URL(`../docs/${folder}/`, import.meta.url);
    return readdirSync(url)
      .filter((name) => /^\d.*\.md$/.test(name))
      .toSorted()
      .map((name) => {
        const text = readFileSync(new URL(name, url), 'utf8');
        const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
        return { path: `docs/${folder}/${name}`, title, text };
      });
  });
}
