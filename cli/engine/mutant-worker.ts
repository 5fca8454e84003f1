/** A worker thread that takes one mutant of the model after the other. The rest of the suite is
 * loaded late, when the hooks that load mutants are in place. */
import type { PropertyId } from '../../properties/verdict.ts';
import type { FeatureGate } from '../../specs/features.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Mistake } from './mutant-loader.ts';
import { loadModel, loadMutant } from './mutant-loader.ts';
import { serve } from './serve.ts';

export interface MutantTask {
  readonly mistake: Mistake;
  /** The property whose failure ends the search. */
  readonly property: PropertyId;
  readonly controller: WorkloadKind;
  /** What the model has turned on besides its defaults. */
  readonly gates: readonly FeatureGate[];
  readonly seed: number;
  readonly runs: number;
  /** The scenario to try before all others. */
  readonly first?: string | undefined;
}

export interface MutantResult {
  /** The name of the scenario in which the property failed. */
  readonly scenario?: string;
  /** Did it fail in that scenario without the mistake, too? Then it proves nothing. */
  readonly failsAnyway: boolean;
  /** How many scenarios were played. */
  readonly scenarios: number;
  /** Where the property never failed: others that did, because of the mistake. */
  readonly others: readonly PropertyId[];
}

/** Still alive: told before whatever may go on for ever because of the mistake. */
export type MutantNote = 'alive';

serve<MutantTask, MutantResult, MutantNote>(async (task, tell) => {
  const sound = await loadModel();
  const { hunt } = await import('./mutant-tasks.ts');
  const beat = () => tell('alive');
  beat();
  const mutant = await loadMutant(task.mistake);
  return hunt(task, { sound, mutant }, beat);
});
