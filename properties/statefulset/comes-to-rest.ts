import { comesToRest } from '../common/comes-to-rest.ts';

/** LIVE-REST-001 in scenarios about StatefulSets. */
export const statefulsetComesToRest = comesToRest('StatefulSet');
