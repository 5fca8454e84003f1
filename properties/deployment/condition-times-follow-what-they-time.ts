import type { Condition } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { StatusWrite } from '../vocabulary/deployment-status.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import { hasProgressed } from '../vocabulary/progress.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** ReplicaFailure is not among them: it takes its times over from a ReplicaSet. */
const types = ['Progressing', 'Available'] as const;

/** Claims DEP-COND-006 for each status write: a time moves with what it is the time of, and only
 * then. Times are whole seconds, so two changes within one may bear the same. */
export const conditionTimesFollowWhatTheyTime = always({
  id: 'deployment/condition-times-follow-what-they-time',
  title: 'The times of a condition move when its status, its reason or the progress does',
  controller: 'Deployment',
  requirements: ['DEP-COND-006'],
  on: ['Deployment'],
  monitor: (context) => ({
    change(moment) {
      const write = statusWriteOf(moment);
      if (write === undefined) return 'irrelevant';
      let isAtStake = false;
      for (const type of types) {
        const before = conditionOf(write.before, type);
        const after = conditionOf(write.after, type);
        if (after === undefined) continue;
        isAtStake = true;
        const wrong =
          wrongTransition(before, after, moment.event.at, context) ??
          wrongUpdate(before, after, write, moment.event.at, context);
        if (wrong === undefined) continue;
        const message = `${type} of ${nameOf(write.after)} bears the wrong time`;
        return violated(moment, { message, ...wrong }, [write.before]);
      }
      return isAtStake ? 'holds' : 'irrelevant';
    },
  }),
});

interface Wrong {
  readonly expected: string;
  readonly observed: string;
}

function wrongTransition(
  before: Condition | undefined,
  after: Condition,
  at: number,
  context: MonitorContext,
): Wrong | undefined {
  const { status, lastTransitionTime } = after;
  if (before?.status !== status) return wrongNow('lastTransitionTime', after, at, context);
  if (before.lastTransitionTime === lastTransitionTime) return undefined;
  return {
    expected: `lastTransitionTime ${before.lastTransitionTime}, while the status stays ${status}`,
    observed: `${lastTransitionTime}`,
  };
}

function wrongUpdate(
  before: Condition | undefined,
  after: Condition,
  write: StatusWrite,
  at: number,
  context: MonitorContext,
): Wrong | undefined {
  if (before?.status !== after.status || before.reason !== after.reason) {
    return wrongNow('lastUpdateTime', after, at, context);
  }
  if (before.lastUpdateTime === after.lastUpdateTime) return undefined;
  const isProgress =
    after.reason === 'ReplicaSetUpdated' && hasProgressed(write.before.status, write.after.status);
  if (isProgress) return wrongNow('lastUpdateTime', after, at, context);
  return {
    expected: `lastUpdateTime ${before.lastUpdateTime}, without any news`,
    observed: `${after.lastUpdateTime}`,
  };
}

/** A sync takes the time before it writes, and cuts it to whole seconds. */
function wrongNow(
  field: 'lastTransitionTime' | 'lastUpdateTime',
  condition: Condition,
  at: number,
  { target, epochMs }: MonitorContext,
): Wrong | undefined {
  const said = Date.parse(condition[field] ?? '');
  const now = epochMs + at;
  const earliest = now - target.stalenessMs - target.clockToleranceMs - 1000;
  if (said >= earliest && said <= now + target.clockToleranceMs) return undefined;
  return {
    expected: `${field} of about ${new Date(now).toISOString()}`,
    observed: `${condition[field] ?? 'none'} with ${condition.status} ${condition.reason}`,
  };
}
