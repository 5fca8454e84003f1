import { restsQuietly } from '../common/rests-quietly.ts';

/** LIVE-REST-002 in scenarios about StatefulSets. */
export const statefulsetRestsQuietly = restsQuietly('StatefulSet');
