/**
 * Stands in for `vitest` while mutants are tried: the same `expect`, and a `describe` and a `test`
 * that only write down what there is to run. It knows what the tests of properties use, no more.
 */
import { format } from 'node:util';

export { expect } from 'vitest';

/** A test as it was written down. */
export interface WrittenTest {
  readonly id: string;
  readonly file: string;
  readonly run: () => unknown;
}

export const written: WrittenTest[] = [];
let file = '';
const titles: string[] = [];
const namesakes = new Map<string, number>();

/** What is written down from now on belongs to this file. */
export function beginFile(path: string): void {
  file = path;
}

export function describe(title: string, body: () => void): void {
  titles.push(title);
  body();
  titles.pop();
}

export function test(title: string, run: () => unknown): void {
  const name = `${file}#${[...titles, title].join(' > ')}`;
  const twins = namesakes.get(name) ?? 0;
  namesakes.set(name, twins + 1);
  written.push({ id: twins > 0 ? `${name} (${twins + 1})` : name, file, run });
}

test.for =
  <T>(cases: readonly T[]) =>
  (title: string, run: (each: T) => unknown): void => {
    for (const each of cases) test(format(title, each), () => run(each));
  };
