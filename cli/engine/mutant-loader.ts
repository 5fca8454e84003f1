/**
 * The model beside its mutants, in one thread. The model is loaded once; of a mutant only the
 * changed file and the files that lead to it are loaded again, under addresses of their own, so
 * that mutants share nothing that the change could reach. Nothing that leads to the model may be
 * imported before this file.
 */
import { registerHooks } from 'node:module';
import type { modelAdapter, modelVersion } from '../../adapters/model/adapter.ts';

/** The file to change, and how. */
export interface Mistake {
  readonly url: string;
  readonly find: string;
  readonly put: string;
}

/** What `adapters/model/adapter.ts` is loaded for. */
export interface Model {
  readonly modelAdapter: typeof modelAdapter;
  readonly modelVersion: typeof modelVersion;
}

const folder = new URL('../../adapters/model/', import.meta.url).href;
/** TypeScript here, JavaScript once compiled. */
const entry = `${folder}adapter.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`;

/** Who imports a file of the model, by address. */
const importers = new Map<string, Set<string>>();
/** The mutant that is being loaded. */
let loading: Loading | undefined;
let mutants = 0;

interface Loading {
  readonly mistake: Mistake;
  readonly suffix: string;
  /** The addresses that are loaded again. */
  readonly again: ReadonlySet<string>;
  isChanged: boolean;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const result = nextResolve(specifier, context);
    if (!result.url.startsWith(folder)) return result;
    const url = plain(result.url);
    if (loading?.again.has(url)) return { ...result, url: `${url}${loading.suffix}` };
    const known = importers.get(url) ?? new Set();
    importers.set(url, known);
    if (context.parentURL?.startsWith(folder)) known.add(plain(context.parentURL));
    return result;
  },
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    if (loading === undefined || url !== `${loading.mistake.url}${loading.suffix}`) return result;
    const { find, put } = loading.mistake;
    const source = Buffer.from(result.source as Uint8Array).toString('utf8');
    if (source.split(find).length !== 2) throw new Error(`${url} does not hold the text once`);
    loading.isChanged = true;
    return { ...result, source: source.replace(find, () => put) };
  },
});

/** The model as it is. */
export function loadModel(): Promise<Model> {
  return import(entry) as Promise<Model>;
}

/** The model with a mistake. One at a time: the next may be loaded when this one is there. */
export async function loadMutant(mistake: Mistake): Promise<Model> {
  await loadModel();
  const again = leadingTo(mistake.url);
  mutants += 1;
  const mine: Loading = { mistake, suffix: `?mutant=${mutants}`, again, isChanged: false };
  loading = mine;
  try {
    const model = (await import(entry + mine.suffix)) as Model;
    if (!mine.isChanged) throw new Error(`the model does not load ${mistake.url}`);
    return model;
  } finally {
    loading = undefined;
  }
}

/** The file and whatever imports it, directly or not. */
function leadingTo(file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const each of found) {
    for (const importer of importers.get(each) ?? []) found.add(importer);
  }
  return found;
}

/** The address without the mutant that it belongs to. */
function plain(url: string): string {
  return url.replace(/\?.*$/, '');
}
