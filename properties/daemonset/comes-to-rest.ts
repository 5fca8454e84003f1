import { comesToRest } from '../common/comes-to-rest.ts';

/** LIVE-REST-001 in scenarios about DaemonSets. */
export const daemonsetComesToRest = comesToRest('DaemonSet');
