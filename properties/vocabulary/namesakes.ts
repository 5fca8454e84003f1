/** Workloads that took over the name of one that was deleted. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { MonitorContext } from '../property.ts';

/** Does the scenario create a workload of this kind and name more than once? */
export function isRecreated({ header }: MonitorContext, kind: WorkloadKind, name: string): boolean {
  const creates = header.scenario.steps.filter((step) => {
    const command = commandOf(step);
    return command?.verb === 'create' && command.kind === kind && command.name === name;
  });
  return creates.length > 1;
}
