import { observesEveryGeneration } from '../common/observes-every-generation.ts';

/** LIVE-REST-003 for StatefulSets. */
export const statefulsetObservesEveryGeneration = observesEveryGeneration('StatefulSet');
