import { sometimes } from '../property.ts';
import { inUse, isSameTemplate, newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** The template changes while the ReplicaSet of the last one is only half grown (DEP-ROLL-003). */
export const sometimesARolloutIsOvertaken = sometimes({
  id: 'deployment/sometimes-a-rollout-is-overtaken',
  title: 'The template changes again in mid-rollout',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-003'],
  on: ['Deployment'],
  seen: ({ event, previous, before }) => {
    if (event.object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
    if (event.change === 'DELETED') return false;
    if (isSameTemplate(event.object.spec.template, previous.spec.template)) return false;
    const sets = ownedSets(before, previous);
    const newSet = newSetOf(previous, sets);
    return newSet !== undefined && newSet.spec.replicas > 0 && inUse(sets).length > 1;
  },
});
