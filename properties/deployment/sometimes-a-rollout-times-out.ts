import { sometimes } from '../property.ts';
import { reasonOf } from '../vocabulary/progress.ts';

/** Something must run into its deadline before the promises about deadlines mean anything. */
export const sometimesARolloutTimesOut = sometimes({
  id: 'deployment/sometimes-a-rollout-times-out',
  title: 'A rollout runs into its progress deadline',
  controller: 'Deployment',
  requirements: ['DEP-COND-003'],
  on: ['Deployment'],
  seen: ({ event: { object } }) =>
    object.kind === 'Deployment' && reasonOf(object) === 'ProgressDeadlineExceeded',
});
