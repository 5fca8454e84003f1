/**
 * Reached when a rollback of an ordered set goes on by somebody's hand: a pod that never got ready
 * was still there when the template went back, somebody else deleted it, and the controller makes
 * the next one at a revision that the set had pods of before. Until then a set that stands still
 * keeps its promises; a controller that takes the broken pod away itself updates an unhealthy set
 * (STS-ORD-006).
 */
import type { Pod } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { sometimes } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { isOrdered } from '../vocabulary/ordinals.ts';
import { isReady } from '../vocabulary/pods.ts';
import { actOn, createdPod, deletedPod, sightOf } from '../vocabulary/stateful-moments.ts';
import { revisionOf, updateRevisions } from '../vocabulary/stateful-steps.ts';

interface Memory {
  /** By set and revision: when its first pod came. */
  readonly firsts: Map<string, number>;
  /** Uids of pods that were ready at some time. */
  readonly ready: Set<string>;
  /** By set and ordinal: when the pod came that somebody else deleted after the template had gone
   * back under it, if it had never been ready. */
  readonly removed: Map<string, number>;
  /** By uid: when a pod came. */
  readonly births: Map<string, number>;
}

const memories = new WeakMap<MonitorContext, Memory>();

export const sometimesARollbackWaitsForABrokenPod = sometimes({
  id: 'statefulset/sometimes-a-rollback-waits-for-a-broken-pod',
  title: 'A rollback gets past a pod that never got ready once somebody has deleted it',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-010'],
  on: ['Pod'],
  seen: (moment, context) => {
    const memory = memories.get(context) ?? {
      firsts: new Map<string, number>(),
      ready: new Set<string>(),
      removed: new Map<string, number>(),
      births: new Map<string, number>(),
    };
    memories.set(context, memory);
    const pod = moment.event.object;
    if (pod.kind !== 'Pod') return false;
    if (isReady(pod)) memory.ready.add(pod.metadata.uid);
    if (isDeletionDecision(moment)) noteRemoval(moment, context, pod, memory);
    if (moment.event.change === 'DELETED') {
      memory.births.delete(pod.metadata.uid);
      memory.ready.delete(pod.metadata.uid);
    }
    return moment.event.change === 'ADDED' && isWayBack(moment, pod, memory);
  },
});

function noteRemoval(moment: Moment, context: MonitorContext, pod: Pod, memory: Memory): void {
  const act = actOn(moment, (moment.previous ?? pod) as Pod);
  const born = memory.births.get(pod.metadata.uid);
  if (act?.set === undefined || act.ordinal === undefined || born === undefined) return;
  const isBroken = !memory.ready.has(pod.metadata.uid) && isOrdered(act.set);
  if (!isBroken || deletedPod(moment) !== undefined) return;
  const updates = updateRevisions(sightOf(moment, context, act.set));
  const isOverruled = updates.length > 0 && !updates.includes(revisionOf(pod) ?? '');
  if (isOverruled) memory.removed.set(`${act.setUid}/${act.ordinal}`, born);
}

/** Is the new pod of a revision that the set had pods of before the broken one came? */
function isWayBack(moment: Moment, pod: Pod, { firsts, removed, births }: Memory): boolean {
  const { seq } = moment.event;
  births.set(pod.metadata.uid, seq);
  const act = createdPod(moment);
  if (act?.ordinal === undefined) return false;
  const place = `${act.setUid}/${act.ordinal}`;
  const revision = `${act.setUid}/${revisionOf(pod) ?? ''}`;
  const born = removed.get(place);
  const first = firsts.get(revision);
  removed.delete(place);
  if (first === undefined) firsts.set(revision, seq);
  return born !== undefined && first !== undefined && first < born;
}
