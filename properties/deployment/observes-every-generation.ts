import { observesEveryGeneration } from '../common/observes-every-generation.ts';

/** LIVE-REST-003 for Deployments. */
export const deploymentObservesEveryGeneration = observesEveryGeneration('Deployment');
