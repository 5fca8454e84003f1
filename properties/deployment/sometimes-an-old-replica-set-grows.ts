import { sometimes } from '../property.ts';
import { isWriteBy, ownerOfKind } from '../vocabulary/attribution.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';

/** The tolerance DEP-ROLL-004: when replicas and template change together, the old ReplicaSet is
 * resized first, even upwards. Whoever thinks that old ReplicaSets never grow is wrong. */
export const sometimesAnOldReplicaSetGrows = sometimes({
  id: 'deployment/sometimes-an-old-replica-set-grows',
  title: 'Scaling raises a ReplicaSet whose template the Deployment has already left',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-004'],
  on: ['ReplicaSet'],
  seen: (moment) => {
    const { event, previous, before } = moment;
    if (event.object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return false;
    if (event.object.spec.replicas <= previous.spec.replicas) return false;
    if (!isWriteBy(moment, 'deployment-controller')) return false;
    const deployment = ownerOfKind(before, event.object, 'Deployment');
    if (deployment === undefined) return false;
    return !isSameTemplate(deployment.spec.template, event.object.spec.template);
  },
});
