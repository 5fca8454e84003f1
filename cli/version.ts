/** The version of the suite, from package.json. */
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

/** As `plimsoll --version` prints it. */
export const suiteVersion = (JSON.parse(text) as { readonly version: string }).version;
