/**
 * Scaling that never ends: it looks unfinished, so nothing is rolled out, but a scaling pass has
 * nothing to do and never notes the replicas that would end it. Two shapes of it are known.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Monitor, Moment } from '../property.ts';
import type { ClusterView } from '../view.ts';
import type { Violation } from '../verdict.ts';
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

/** Is asked at rest about every Deployment whose replicas ever changed; undefined: not at stake. */
export type ScaledClaim = (
  view: ClusterView,
  deployment: Deployment,
) => 'holds' | Omit<Violation, 'at'> | undefined;

/** Listens to Deployments; remembers which of them were scaled, and asks about them at rest. */
export function monitorScaled(claim: ScaledClaim): Monitor {
  const scaled = new Set<string>();
  return {
    change(moment) {
      const { uid } = moment.event.object.metadata;
      if (moment.event.change === 'DELETED') scaled.delete(uid);
      else if (isScaled(moment)) scaled.add(uid);
      return 'irrelevant';
    },
    other(event, view) {
      if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) return 'irrelevant';
      const deployments = [...scaled].map((uid) => view.byUid('Deployment', uid));
      const answers = deployments.map((each) => each && claim(view, each));
      const violation = answers.find((answer) => typeof answer === 'object');
      if (violation !== undefined) return { ...violation, at: event.seq };
      return answers.includes('holds') ? 'holds' : 'irrelevant';
    },
  };
}

function isScaled({ event: { object }, previous }: Moment): boolean {
  if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
  return object.spec.replicas !== previous.spec.replicas;
}
