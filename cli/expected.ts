/** The expectations file: the one that was named, or the default one where it is there. */
import { existsSync, readFileSync } from 'node:fs';
import type { Expectation } from '../specs/expectations.ts';
import { readExpectations } from '../specs/expectations.ts';
import { properties } from './catalogue.ts';
import { UsageError } from './exit.ts';

const defaultFile = 'plimsoll.expect.yaml';

/** Known failures; none where no file was named and the default one is not there. */
export function loadExpectations(named?: string): readonly Expectation[] {
  const file = named ?? defaultFile;
  if (!existsSync(file)) {
    if (named === undefined) return [];
    throw new UsageError(`--expectations: there is no file ${file}`);
  }
  const ids = properties.map(({ id }) => id);
  return readExpectations(readFileSync(file, 'utf8'), file, ids);
}
