/**
 * A worker thread whose model has one mistake: the text of one file is changed while it is loaded.
 * Nothing that leads to the model may be imported before the hook is in place.
 */
import { enableCompileCache, registerHooks } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { PropertyId } from '../../properties/verdict.ts';
import type { FeatureGate } from '../../specs/features.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { serve } from './serve.ts';

/** The file to change, and how; without a mistake the model is what it is. */
export interface MutantData {
  readonly mistake?: { readonly url: string; readonly find: string; readonly put: string };
}

export interface MutantTask {
  /** The property whose failure ends the search; absent: all runs are played. */
  readonly property?: PropertyId;
  readonly controller: WorkloadKind;
  /** What the model has turned on besides its defaults. */
  readonly gates: readonly FeatureGate[];
  readonly seed: number;
  readonly runs: number;
}

export interface MutantResult {
  readonly isKilled: boolean;
  readonly scenarios: number;
  readonly failing: readonly PropertyId[];
}

enableCompileCache();
const { mistake } = workerData as MutantData;
let isChanged = false;

registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    if (url !== mistake?.url) return result;
    const source = Buffer.from(result.source as Uint8Array).toString('utf8');
    const { find, put } = mistake;
    if (source.split(find).length !== 2) throw new Error(`${url} does not hold the text once`);
    isChanged = true;
    return { ...result, source: source.replace(find, () => put) };
  },
});

serve<MutantTask, MutantResult, never>(async (task) => {
  const { exploreUntilFailure } = await import('./mutant-tasks.ts');
  if (mistake && !isChanged) throw new Error(`the model does not load ${mistake.url}`);
  return exploreUntilFailure(task);
});
