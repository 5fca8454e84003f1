/** The saved scenarios that every run plays first. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Capability } from '../../adapters/adapter.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { readScenario } from '../../specs/scenario-file.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { faultOf } from '../../specs/scenario.ts';
import { isAbout } from './campaign.ts';

const folder = new URL('../../specs/regressions/', import.meta.url);

/** Can all that goes wrong in a scenario be caused with these faults? */
export function isPlayable(scenario: Scenario, faults: ReadonlySet<Capability>): boolean {
  return scenario.steps.every((step) => {
    const fault = faultOf(step)?.fault;
    return fault === undefined || faults.has(fault);
  });
}

/** A scenario, and the name of its file without the ending. */
export interface SavedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

let all: readonly SavedScenario[] | undefined;

/** The regressions that create a workload of this kind, in the order of their file names. */
export function savedScenarios(kind: WorkloadKind): readonly SavedScenario[] {
  all ??= loadAll();
  return all.filter(({ scenario }) => isAbout(scenario, kind));
}

function loadAll(): readonly SavedScenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ''),
      scenario: readScenario(readFileSync(new URL(file, folder), 'utf8'), file),
    }));
}

/** The same, without their names. */
export function loadRegressions(kind: WorkloadKind): readonly Scenario[] {
  return savedScenarios(kind).map(({ scenario }) => scenario);
}
