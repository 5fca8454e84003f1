/** The saved scenarios that every run plays first. */
import { readdirSync, readFileSync } from 'node:fs';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { readScenario } from '../../specs/scenario-file.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { isAbout } from './campaign.ts';

const folder = new URL('../../specs/regressions/', import.meta.url);

/** The regressions that create a workload of this kind, in the order of their file names. */
export function loadRegressions(kind: WorkloadKind): readonly Scenario[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readScenario(readFileSync(new URL(name, folder), 'utf8'), name))
    .filter((scenario) => isAbout(scenario, kind));
}
