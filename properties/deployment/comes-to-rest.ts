import { comesToRest } from '../common/comes-to-rest.ts';

/** LIVE-REST-001 in scenarios about Deployments. */
export const deploymentComesToRest = comesToRest('Deployment');
