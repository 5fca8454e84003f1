import { restsQuietly } from '../common/rests-quietly.ts';

/** LIVE-REST-002 in scenarios about DaemonSets. */
export const daemonsetRestsQuietly = restsQuietly('DaemonSet');
