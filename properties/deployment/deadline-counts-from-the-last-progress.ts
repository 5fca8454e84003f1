import { always } from '../property.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import { instantOf } from '../vocabulary/instant.ts';
import { progressingOf, reasonOf } from '../vocabulary/progress.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-COND-003 for each deadline that is reported as passed: the whole of it lies between
 * the last progress, as the condition itself dates it, and the report. */
export const deadlineCountsFromTheLastProgress = always({
  id: 'deployment/deadline-counts-from-the-last-progress',
  title: 'A rollout times out no sooner than progressDeadlineSeconds after its last progress',
  controller: 'Deployment',
  requirements: ['DEP-COND-003'],
  on: ['Deployment'],
  monitor: (context) => ({
    change(moment) {
      const write = statusWriteOf(moment);
      if (write === undefined || reasonOf(write.after) !== 'ProgressDeadlineExceeded') {
        return 'irrelevant';
      }
      const last = progressingOf(write.before);
      if (last?.lastUpdateTime === undefined || reasonOf(write.before) === reasonOf(write.after)) {
        return 'irrelevant';
      }
      const { progressDeadlineSeconds = 0 } = write.after.spec;
      const now = instantOf(moment.event.at, context);
      const elapsedMs = now.ms - Date.parse(last.lastUpdateTime);
      if (elapsedMs + now.toleranceMs >= progressDeadlineSeconds * 1000) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(write.after)} timed out before its deadline`,
          expected: `${progressDeadlineSeconds} s without progress`,
          observed: `${elapsedMs} ms after ${last.reason} of ${last.lastUpdateTime}`,
        },
        [write.before],
      );
    },
  }),
});
