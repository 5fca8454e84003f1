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

function isSameStatus(left: Deployment, right: Deployment): boolean {
  return left.status === right.status || spell(left.status) === spell(right.status);
}

function spell(status: Deployment['status']): string {
  return JSON.stringify(Object.entries(status).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Were the counts worked out anew here? Some writes only note a condition and keep the rest, but
 * whatever changes a count or the observed generation has counted. */
export function isRecount({ before, after }: StatusWrite): boolean {
  const { conditions: _, collisionCount: _count, ...was } = before.status;
  const { conditions: _others, collisionCount: _other, ...is } = after.status;
  return spell(was) !== spell(is);
}
