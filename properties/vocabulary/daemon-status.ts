/** What the status of a DaemonSet has to say at rest: how many nodes, not pods (DS-STAT-001). */
import type { Pod } from '../../specs/kubernetes.ts';
import type { DaemonSight } from './daemon-steps.ts';
import { byStanding, hasTemplateGeneration, isNew, isUp, occupants } from './daemon-steps.ts';
import { shouldRun } from './eligibility.ts';
import { isReady } from './pods.ts';

/** The counters that a status reports, by their names in the API. */
export type Counter =
  | 'desiredNumberScheduled'
  | 'currentNumberScheduled'
  | 'numberMisscheduled'
  | 'numberReady'
  | 'updatedNumberScheduled'
  | 'numberAvailable'
  | 'numberUnavailable';

/** Those that do not depend on time. */
export const nodeCounters: readonly Counter[] = [
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'numberReady',
  'updatedNumberScheduled',
];
/** Those that minReadySeconds changes. */
export const availabilityCounters: readonly Counter[] = ['numberAvailable', 'numberUnavailable'];

/** Counts nodes; each is judged by the first of its pods: bound, then the oldest, then by name. */
export function countNodes(sight: DaemonSight): Readonly<Record<Counter, number>> {
  const first: Pod[] = [];
  let [desired, misscheduled] = [0, 0];
  for (const node of sight.view.list('Node')) {
    const [pod] = occupants(sight, node.metadata.name).toSorted(byStanding);
    if (shouldRun(sight.set, node)) {
      desired += 1;
      if (pod !== undefined) first.push(pod);
    } else if (pod !== undefined) misscheduled += 1;
  }
  const available = first.filter((pod) => isUp(sight, pod)).length;
  return {
    desiredNumberScheduled: desired,
    currentNumberScheduled: first.length,
    numberMisscheduled: misscheduled,
    numberReady: first.filter(isReady).length,
    updatedNumberScheduled: first.filter(
      (pod) => isNew(sight, pod) || hasTemplateGeneration(sight, pod),
    ).length,
    numberAvailable: available,
    numberUnavailable: desired - available,
  };
}

/** Those of the counters that the status gives wrong, as `numberReady 1` and what they had to be;
 * a counter that is left out is 0. */
export function wrongCounters(sight: DaemonSight, counters: readonly Counter[]) {
  const counts = countNodes(sight);
  const wrong = counters.filter((name) => (sight.set.status[name] ?? 0) !== counts[name]);
  return {
    isWrong: wrong.length > 0,
    expected: wrong.map((name) => `${name} ${counts[name]}`).join(', '),
    observed: wrong.map((name) => `${name} ${sight.set.status[name] ?? 0}`).join(', '),
  };
}
