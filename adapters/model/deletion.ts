/**
 * What a delete request does to an object: grace periods, finalizers, propagation policies
 * (GC-001, GC-003, GC-004, GC-006).
 */
import type { KubernetesObject, ObjectMeta, Pod } from '../../specs/kubernetes.ts';
import { timestampOf } from '../../specs/kubernetes.ts';
import type { ApiRequest } from './controller.ts';

export const orphanFinalizer = 'orphan';
export const foregroundFinalizer = 'foregroundDeletion';

export type DeleteRequest = Extract<ApiRequest, { verb: 'delete' }>;

/** What happens: `metadata` is stored first where there is any, then the object goes if it must. */
export interface Deletion {
  readonly metadata?: ObjectMeta;
  readonly isRemoved: boolean;
}

/** Decides about one delete request; `now` in milliseconds since the epoch. */
export function deletionOf(
  object: KubernetesObject,
  request: DeleteRequest,
  now: number,
): Deletion {
  return object.kind === 'Pod'
    ? deletionOfPod(object, request, now)
    : deletionWithoutGrace(object.metadata, request, now);
}

/** Every kind but Pod goes at once, or stays marked until its finalizers are gone. */
function deletionWithoutGrace(
  before: ObjectMeta,
  request: DeleteRequest,
  now: number,
): Deletion {
  const finalizers = finalizersFor(before, request);
  if (finalizers.length === 0) return { isRemoved: true };
  const isFirst = before.deletionTimestamp === undefined;
  const generation = nextGeneration(before, isFirst);
  const metadata: ObjectMeta = {
    ...before,
    ...generation,
    deletionTimestamp: before.deletionTimestamp ?? timestampOf(now),
    deletionGracePeriodSeconds: 0,
    finalizers,
  };
  return { metadata, isRemoved: false };
}

function deletionOfPod(pod: Pod, request: DeleteRequest, now: number): Deletion {
  const { metadata: before } = pod;
  if (before.deletionTimestamp === undefined) {
    const seconds = gracePeriodOf(pod, request);
    return markPod(before, request, seconds, now + seconds * 1000);
  }
  const pending = before.deletionGracePeriodSeconds ?? 0;
  if (pending === 0) return deletionWithoutGrace(before, request, now);
  // A grace period may only be shortened.
  const wanted = request.gracePeriodSeconds;
  if (wanted === undefined || wanted >= pending) return { isRemoved: false };
  const due = Date.parse(before.deletionTimestamp) + (wanted - pending) * 1000;
  const isOver = due < now;
  return markPod(before, request, isOver && wanted > 0 ? 1 : wanted, isOver ? now : due);
}

function markPod(
  before: ObjectMeta,
  request: DeleteRequest,
  seconds: number,
  due: number,
): Deletion {
  const finalizers = finalizersFor(before, request);
  const { finalizers: _, ...rest } = before;
  const metadata: ObjectMeta = {
    ...rest,
    deletionTimestamp: timestampOf(due),
    deletionGracePeriodSeconds: seconds,
    ...(finalizers.length > 0 && { finalizers }),
  };
  return { metadata, isRemoved: seconds === 0 && finalizers.length === 0 };
}

/** GC-006: what was never scheduled or has already ended needs no time to stop. */
function gracePeriodOf(pod: Pod, request: DeleteRequest): number {
  const { phase } = pod.status;
  if (!pod.spec.nodeName || phase === 'Failed' || phase === 'Succeeded') return 0;
  const seconds = request.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 0;
  return seconds < 0 ? 1 : seconds;
}

function nextGeneration(before: ObjectMeta, isFirst: boolean): { generation?: number } {
  return isFirst && before.generation !== undefined ? { generation: before.generation + 1 } : {};
}

/** The policy decides which of the two garbage collection finalizers the object carries; without a
 * policy those stay that it already carries. */
function finalizersFor(before: ObjectMeta, request: DeleteRequest): readonly string[] {
  const carried = before.finalizers ?? [];
  const { propagationPolicy: policy } = request;
  if (policy === undefined) return carried;
  const others = carried.filter((each) => each !== orphanFinalizer && each !== foregroundFinalizer);
  switch (policy) {
    case 'Background':
      return others;
    case 'Foreground':
      return [...others, foregroundFinalizer];
    case 'Orphan':
      return [...others, orphanFinalizer];
    default:
      return policy satisfies never;
  }
}
