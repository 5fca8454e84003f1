import { sometimes } from '../property.ts';
import { ownerOfKind } from '../vocabulary/attribution.ts';
import { percentDown, percentUp } from '../vocabulary/percent.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';

/** A rollout whose maxSurge and maxUnavailable both come out as 0, so that only the rule of the one
 * missing replica lets it move (DEP-SURGE-003). */
export const sometimesPercentagesRoundToNothing = sometimes({
  id: 'deployment/sometimes-percentages-round-to-nothing',
  title: 'A rollout moves although maxSurge and maxUnavailable both round to 0',
  controller: 'Deployment',
  requirements: ['DEP-SURGE-003'],
  on: ['ReplicaSet'],
  seen: ({ event, after }) => {
    const deployment = ownerOfKind(after, event.object, 'Deployment');
    if (deployment === undefined) return false;
    const { replicas, strategy } = deployment.spec;
    if (strategy.type !== 'RollingUpdate' || replicas === 0) return false;
    const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
    if (percentUp(maxSurge, replicas) + percentDown(maxUnavailable, replicas) > 0) return false;
    return inUse(ownedSets(after, deployment)).length > 1;
  },
});
