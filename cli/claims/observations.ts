/** Observations by name: a sentence with what was seen, or nothing where it was not to be seen. */
import type { Trace } from '../../specs/trace.ts';
import { daemonsetObservations } from './daemonsets.ts';
import { deploymentObservations } from './deployments.ts';
import { statefulsetObservations } from './statefulsets.ts';

/** Looks at the trace of a claim's scenario. */
export type Observation = (trace: Trace) => string | undefined;

/** All of them. */
export const observations: ReadonlyMap<string, Observation> = new Map(
  Object.entries({
    ...deploymentObservations,
    ...statefulsetObservations,
    ...daemonsetObservations,
  }),
);
