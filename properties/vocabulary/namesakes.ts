/** Workloads that took over the name of one that was deleted. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { MonitorContext } from '../property.ts';
import { oncePerTrace } from './once.ts';

/** Does the scenario create a workload of this kind and name more than once? */
export function isRecreated(context: MonitorContext, kind: WorkloadKind, name: string): boolean {
  return (creationsIn(context).get(`${kind}/${name}`) ?? 0) > 1;
}

/** How often the scenario creates each workload. */
const creationsIn = oncePerTrace(({ header }) => {
  const creations = new Map<string, number>();
  for (const step of header.scenario.steps) {
    const command = commandOf(step);
    if (command?.verb !== 'create') continue;
    const key = `${command.kind}/${command.name}`;
    creations.set(key, (creations.get(key) ?? 0) + 1);
  }
  return creations;
});
