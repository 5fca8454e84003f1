import type { Millis } from '../../specs/scenario.ts';
import { always } from '../property.ts';
import { reasonOf } from '../vocabulary/progress.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-PAUSE-003 for each deadline that passes after a pause: all of it lies after the end
 * of the pause. Pauses that the controller never noted are none. */
export const pausedTimeDoesNotCount = always({
  id: 'deployment/paused-time-does-not-count',
  title: 'After a pause a rollout has its whole progressDeadlineSeconds again',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-003'],
  on: ['Deployment'],
  monitor: ({ target }) => {
    /** When the last noted pause of each Deployment ended. */
    const resumedAt = new Map<string, Millis>();
    return {
      change(moment) {
        const { object, change, at } = moment.event;
        const { previous } = moment;
        if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return 'irrelevant';
        const { uid } = object.metadata;
        if (change === 'DELETED') resumedAt.delete(uid);
        if (change === 'DELETED') return 'irrelevant';
        const wasNoted = reasonOf(previous) === 'DeploymentPaused';
        if (wasNoted && previous.spec.paused === true && object.spec.paused !== true) {
          resumedAt.set(uid, at);
        }
        const isNews = reasonOf(previous) !== reasonOf(object);
        const resumed = resumedAt.get(uid);
        if (reasonOf(object) !== 'ProgressDeadlineExceeded' || !isNews) return 'irrelevant';
        if (resumed === undefined) return 'irrelevant';
        const { progressDeadlineSeconds = 0 } = object.spec;
        const elapsed = at - resumed + target.clockToleranceMs;
        if (elapsed >= progressDeadlineSeconds * 1000) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(object)} timed out although it was paused until a moment ago`,
            expected: `${progressDeadlineSeconds} s after the end of the pause`,
            observed: `${at - resumed} ms after it`,
          },
          [previous],
        );
      },
    };
  },
});
