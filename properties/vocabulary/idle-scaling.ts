/**
 * Scaling that never ends: it looks unfinished, so nothing is rolled out, but a scaling pass has
 * nothing to do and never notes the replicas that would end it. Two shapes of it are known.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Monitor, Moment } from '../property.ts';
import type { ClusterView } from '../view.ts';
import type { Violation } from '../verdict.ts';
import { isQuietRest } from './at-rest.ts';
import { inUse } from './rollout.ts';
import { isScalingEvent, scalingPass } from './scaling-pass.ts';

/** `size-fits`: the one ReplicaSet in use has the size that is wanted already. `recreate`: several
 * are in use, and Recreate knows no proportional scaling. */
export type IdleScaling = 'size-fits' | 'recreate';

/** The shape in which scaling stands still here; undefined where it does not. */
export function idleScalingOf(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): IdleScaling | undefined {
  if (!isScalingEvent(deployment, sets)) return undefined;
  const used = inUse(sets);
  const sizes = scalingPass(deployment, sets);
  if (used.length > 1) return sizes?.size === 0 ? 'recreate' : undefined;
  return used[0]?.spec.replicas === deployment.spec.replicas ? 'size-fits' : undefined;
}

/** Is asked at rest about every Deployment; undefined: not at stake. */
export type ScaledClaim = (
  view: ClusterView,
  deployment: Deployment,
) => 'holds' | Omit<Violation, 'at'> | undefined;

/** Listens to Deployments and asks about them at rest. Something is at stake for those that were
 * scaled; a Deployment that was not may still stand still, with ReplicaSets that it adopted. */
export function monitorScaled(claim: ScaledClaim): Monitor {
  const scaled = new Set<string>();
  return {
    change(moment) {
      if (isScaled(moment)) scaled.add(moment.event.object.metadata.uid);
      return 'irrelevant';
    },
    other(event, view) {
      if (!isQuietRest(event)) return 'irrelevant';
      let atStake = false;
      for (const deployment of view.list('Deployment')) {
        const answer = claim(view, deployment);
        if (typeof answer === 'object') return { ...answer, at: event.seq };
        atStake ||= answer === 'holds' && scaled.has(deployment.metadata.uid);
      }
      return atStake ? 'holds' : 'irrelevant';
    },
  };
}

function isScaled({ event: { object }, previous }: Moment): boolean {
  if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
  return object.spec.replicas !== previous.spec.replicas;
}
