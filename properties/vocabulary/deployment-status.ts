/**
 * Status writes of a Deployment's controller. A status write carries the version that it read, and
 * nobody else writes the status, so the version before a change of it is the very one that the
 * controller saw.
 */
import type { Deployment } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';

/** A Deployment before and after a write of its status. */
export interface StatusWrite {
  readonly before: Deployment;
  readonly after: Deployment;
}

/** The status write that this moment shows; undefined where the status stays as it is. */
export function statusWriteOf({ event, previous }: Moment): StatusWrite | undefined {
  const { object, change } = event;
  if (change === 'DELETED' || object.kind !== 'Deployment') return undefined;
  if (previous?.kind !== 'Deployment') return undefined;
  return isSameStatus(previous, object) ? undefined : { before: previous, after: object };
}

/** Were the counts worked out anew here? Some writes only note a condition and keep the rest, but
 * whatever changes a count or the observed generation has counted. */
export function isRecount({ before, after }: StatusWrite): boolean {
  return spell(before.status).counts !== spell(after.status).counts;
}

function isSameStatus(left: Deployment, right: Deployment): boolean {
  return left.status === right.status || spell(left.status).whole === spell(right.status).whole;
}

interface Spelled {
  readonly whole: string;
  readonly counts: string;
}

/** Many properties ask about the same status, so each is spelled out once. */
const spelled = new WeakMap<object, Spelled>();

function spell(status: Deployment['status']): Spelled {
  const known = spelled.get(status);
  if (known !== undefined) return known;
  const { conditions: _, collisionCount: _count, ...counts } = status;
  const both = { whole: sorted(status), counts: sorted(counts) };
  spelled.set(status, both);
  return both;
}

function sorted(value: object): string {
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
