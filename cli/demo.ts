/**
 * `plimsoll demo`: a failure to look at, without a cluster. The model gets one of its known
 * mistakes, scenarios are drawn until the promise breaks, the failure is shrunk and told as any
 * other.
 */
import { suggest } from '../specs/input-error.ts';
import { loadMutant } from './engine/mutant-loader.ts';
import { loadMutants, mutatedFile } from './engine/mutants.ts';
import type { Mutant } from './engine/mutants.ts';
import { UsageError, exitCodes } from './exit.ts';
import type { Options } from './options.ts';
import { folder, textOf, wantsColour } from './options.ts';

/** A mistake that was made for real more than once, and that reads well. */
const usual = 'dep-round-unavailable-up';
/** Enough for mistakes that a demonstration should take. */
const maxRuns = 2_000;

/** Plays until it breaks, and returns the exit code: a demonstration that fails has succeeded. */
export async function demo(options: Options): Promise<number> {
  const mutant = mutantOf(textOf(options, 'mutant') ?? usual);
  print(`A model of Kubernetes whose controller has a mistake: ${mutant.story}`);
  print('Drawing scenarios until a promise breaks …');
  // Late: nothing may load the model before its loader is there.
  const model = await loadMutant({ ...mutant, url: mutatedFile(mutant).href });
  const { demonstrate } = await import('./engine/demonstrate.ts');
  const out = folder(options, 'out') ?? 'plimsoll-reports/demo';
  const adapter = model.modelAdapter({
    featureGates: Object.fromEntries(mutant.gates.map((gate) => [gate, true])),
  });
  const colour = wantsColour(options);
  const told = await demonstrate(adapter, mutant, { runs: maxRuns, out, colour });
  if (told === undefined) {
    print(`Nothing broke in ${maxRuns} scenarios; try another --mutant (see docs/mutants.md).`);
    return exitCodes.undecided;
  }
  print(told);
  return exitCodes.conformant;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

function mutantOf(id: string): Mutant {
  const mutants = loadMutants();
  const mutant = mutants.find((each) => each.id === id);
  if (mutant) return mutant;
  const near = suggest(
    id,
    mutants.map((each) => each.id),
  );
  const hint = near === undefined ? 'docs/mutants.md has them all' : `did you mean ${near}?`;
  throw new UsageError(`there is no mutant ${id}; ${hint}`);
}
