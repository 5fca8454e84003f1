/** Which Deployments have their rollouts judged at all (DEP-COND-003). */
import type { Deployment } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { hasDeadline } from './progress.ts';
import { ownedSets } from './rollout.ts';
import { isScalingEvent } from './scaling-pass.ts';

/** Is nothing in the way of a rollout's being looked at: no pause, no deletion, and no scaling that
 * looks unfinished, which is served first for as long as it does? */
export function isLookedAt(view: ClusterView, deployment: Deployment): boolean {
  if (deployment.metadata.deletionTimestamp !== undefined) return false;
  if (deployment.spec.paused === true) return false;
  return !isScalingEvent(deployment, ownedSets(view, deployment));
}

/** Is it looked at, and is there a deadline that it is measured by? */
export function isJudged(view: ClusterView, deployment: Deployment): boolean {
  return hasDeadline(deployment) && isLookedAt(view, deployment);
}
