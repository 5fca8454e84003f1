import { always } from '../property.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import { progressingOf, progressStatuses, reasonOf } from '../vocabulary/progress.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims the first half of DEP-COND-002: eight reasons, and one status for each. */
export const progressingHasAKnownReason = always({
  id: 'deployment/progressing-has-a-known-reason',
  title: 'The condition Progressing has one of eight reasons and the status that goes with it',
  controller: 'Deployment',
  requirements: ['DEP-COND-002'],
  on: ['Deployment'],
  monitor: () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      const condition = write && progressingOf(write.after);
      if (write === undefined || condition === undefined) return 'irrelevant';
      const reason = reasonOf(write.after);
      if (reason !== undefined && progressStatuses[reason] === condition.status) return 'holds';
      return violated(moment, {
        message: `${nameOf(write.after)} gives a reason that does not go with Progressing`,
        expected:
          reason === undefined
            ? `one of ${Object.keys(progressStatuses).join(', ')}`
            : `${progressStatuses[reason]} ${reason}`,
        observed: `${condition.status} ${condition.reason ?? 'without a reason'}`,
      });
    },
  }),
});
