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

/** The regressions that create a workload of this kind, in the order of their file names. */
export function loadRegressions(kind: WorkloadKind): readonly Scenario[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readScenario(readFileSync(new URL(name, folder), 'utf8'), name))
    .filter((scenario) => isAbout(scenario, kind));
}
