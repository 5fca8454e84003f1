import { observesEveryGeneration } from '../common/observes-every-generation.ts';

/** LIVE-REST-003 for DaemonSets. */
export const daemonsetObservesEveryGeneration = observesEveryGeneration('DaemonSet');
