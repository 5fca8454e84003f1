/**
 * Status writes of a Deployment's controller. A status write carries the version that it read, and
 * nobody else writes the status, so the version before a change of it is the very one that the
 * controller saw.
 */
import type { Deployment } from '../../specs/kubernetes.ts';
import { isEqual } from './api-rules.ts';
import { oncePerMoment } from './once.ts';

/** A Deployment before and after a write of its status. */
export interface StatusWrite {
  readonly before: Deployment;
  readonly after: Deployment;
}

/** The status write that this moment shows; undefined where the status stays as it is. */
export const statusWriteOf = oncePerMoment(({ event, previous }): StatusWrite | undefined => {
  const { object, change } = event;
  if (change === 'DELETED' || object.kind !== 'Deployment') return undefined;
  if (previous?.kind !== 'Deployment') return undefined;
  return isEqual(previous.status, object.status) ? undefined : { before: previous, after: object };
});

/** Were the counts worked out anew here? Some writes only note a condition and keep the rest, but
 * whatever changes a count or the observed generation has counted. */
export function isRecount({ before, after }: StatusWrite): boolean {
  const [was, is] = [before.status, after.status];
  return (
    was.observedGeneration !== is.observedGeneration ||
    was.replicas !== is.replicas ||
    was.updatedReplicas !== is.updatedReplicas ||
    was.readyReplicas !== is.readyReplicas ||
    was.availableReplicas !== is.availableReplicas ||
    was.unavailableReplicas !== is.unavailableReplicas ||
    was.terminatingReplicas !== is.terminatingReplicas
  );
}
