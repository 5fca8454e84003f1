import { restsQuietly } from '../common/rests-quietly.ts';

/** LIVE-REST-002 in scenarios about Deployments. */
export const deploymentRestsQuietly = restsQuietly('Deployment');
