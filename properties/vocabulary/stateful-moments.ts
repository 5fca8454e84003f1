/** What a StatefulSet's controller does, as it shows in a trace: pods created and deleted. */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy, isWriteBy } from './attribution.ts';
import { describePod, describeSome } from './describe.ts';
import { instantOf } from './instant.ts';
import { oncePerMoment } from './once.ts';
import { ordinalOf, podNameOf, wantedOrdinals } from './ordinals.ts';
import type { Sight } from './stateful-steps.ts';
import { isHealthy, memberAt, updateRulesOf } from './stateful-steps.ts';

/** A pod that a set's controller created or deleted. */
export interface Act {
  readonly pod: Pod;
  readonly setUid: string;
  readonly setName: string;
  /** Absent where the pod's name is not of the set's form. */
  readonly ordinal: number | undefined;
  /** The set just before, unless it was gone by then. */
  readonly set: StatefulSet | undefined;
}

/** The pod that the StatefulSet controller created here. */
export const createdPod = oncePerMoment((moment): Act | undefined => {
  const { object, change } = moment.event;
  if (change !== 'ADDED' || object.kind !== 'Pod') return undefined;
  return isWriteBy(moment, 'statefulset-controller') ? actOn(moment, object) : undefined;
});

/** The pod whose deletion the StatefulSet controller decided here. */
export const deletedPod = oncePerMoment((moment): Act | undefined => {
  const object = moment.previous ?? moment.event.object;
  if (object.kind !== 'Pod') return undefined;
  return isDeletionBy(moment, 'statefulset-controller') ? actOn(moment, object) : undefined;
});

/** The pod of this change, whoever made it, as a member of its StatefulSet. */
export function actOn({ before }: Moment, pod: Pod): Act | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'StatefulSet') return undefined;
  return {
    pod,
    setUid: owner.uid,
    setName: owner.name,
    ordinal: ordinalOf(owner.name, pod.metadata.name),
    set: before.byUid('StatefulSet', owner.uid),
  };
}

/** Could the controller have seen the set, not being deleted, and its pods in a way that satisfies
 * `claim`? `podsNotBefore` is a point of the pods' changes that it is known to have reached. */
export function couldHaveSeen(
  moment: Moment,
  context: MonitorContext,
  { setUid }: Act,
  claim: (sight: Sight) => boolean,
  podsNotBefore?: number,
): boolean {
  const watched: readonly Watched[] = [
    { kind: 'StatefulSet', uid: setUid },
    // The revision that it acted for may be gone by now.
    { kind: 'ControllerRevision', ownedBy: setUid },
    {
      kind: 'Pod',
      ownedBy: setUid,
      ...(podsNotBefore !== undefined && { notBefore: podsNotBefore }),
    },
  ];
  return moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('StatefulSet', setUid);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
    return claim(sightOf(moment, context, set, view));
  });
}

/** What there is to see of a set at this moment, just before its change unless a view is given. */
export function sightOf(
  moment: Moment,
  context: MonitorContext,
  set: StatefulSet,
  view: ClusterView = moment.before,
): Sight {
  const now = instantOf(moment.event.at, context);
  return { view, newest: moment.before, set, now, ...updateRulesOf(context) };
}

/** Could the controller have had a reason to delete this pod? It deletes by name, with no thought
 * of the uid, so what it saw may have been a former pod of that name. */
export function couldDelete(
  moment: Moment,
  context: MonitorContext,
  act: Act,
  guard: (sight: Sight, pod: Pod) => boolean,
  podsNotBefore?: number,
): boolean {
  const { name } = act.pod.metadata;
  const claim = (sight: Sight) => {
    const pod = sight.view.get('Pod', name);
    return pod !== undefined && guard(sight, pod);
  };
  return couldHaveSeen(moment, context, act, claim, podsNotBefore);
}

/** What the newest state shows of wanted pods that are not healthy, below `end` where given. */
export function describeUnhealthy(sight: Sight, end = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  for (const ordinal of wantedOrdinals(sight.set)) {
    if (ordinal >= end) break;
    const pod = memberAt(sight, ordinal);
    if (isHealthy(sight, pod)) continue;
    const known = describePod(podNameOf(sight.set.metadata.name, ordinal), pod);
    parts.push(known.endsWith('is Ready') ? `${known}, not yet available` : known);
  }
  return parts.length === 0
    ? 'nothing now, and no view inside the window fits'
    : describeSome(parts);
}

/** The `seq` of the wanted pods' states that are not healthy, for evidence. */
export function evidenceOfUnhealthy(sight: Sight): readonly number[] {
  const seqs: number[] = [];
  for (const ordinal of wantedOrdinals(sight.set)) {
    const pod = memberAt(sight, ordinal);
    if (pod !== undefined && !isHealthy(sight, pod)) seqs.push(sight.view.seqOf(pod));
    if (seqs.length === 3) break;
  }
  return seqs;
}
