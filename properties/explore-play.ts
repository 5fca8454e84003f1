/** Plays one scenario of an exploration and tells the kinds of trouble apart. */
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';

/** A run that ended in an error of the suite itself; `cause` says which, `scenario` repeats it. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly scenario: Scenario;

  constructor(run: number, scenario: Scenario, cause: unknown) {
    super(`run ${run} of the exploration broke the suite: ${String(cause)}`, { cause });
    this.scenario = scenario;
  }
}

/** The trace, or why there is none although the suite itself is sound. */
export async function playOrDoubt(
  play: (scenario: Scenario) => Promise<Trace>,
  scenario: Scenario,
  run: number,
): Promise<Trace | string> {
  try {
    return await play(scenario);
  } catch (error) {
    if (error instanceof Error && error.name === 'AdapterError') return error.message;
    throw new RunError(run, scenario, error);
  }
}

/** Says when a budget is spent; never, where there is none or no clock to tell. */
export function deadline(
  now: (() => number) | undefined,
  budgetMs: number | undefined,
): () => boolean {
  if (now === undefined || budgetMs === undefined) return () => false;
  const end = now() + budgetMs;
  return () => now() >= end;
}
