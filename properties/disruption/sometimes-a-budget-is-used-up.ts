import { sometimes } from '../property.ts';

/** Situation of DIS-002: an eviction takes the last disruption that a budget allows. */
export const sometimesABudgetIsUsedUp = sometimes({
  id: 'deployment/sometimes-a-budget-is-used-up',
  title: 'An eviction takes the last disruption that a budget allows',
  controller: 'Deployment',
  requirements: ['DIS-002'],
  on: ['PodDisruptionBudget'],
  seen({ event: { object }, previous }) {
    if (object.kind !== 'PodDisruptionBudget' || previous?.kind !== 'PodDisruptionBudget') {
      return false;
    }
    const granted = Object.keys(object.status.disruptedPods ?? {}).length;
    const before = Object.keys(previous.status.disruptedPods ?? {}).length;
    const { disruptionsAllowed = 0 } = object.status;
    return granted > before && disruptionsAllowed === 0;
  },
});
