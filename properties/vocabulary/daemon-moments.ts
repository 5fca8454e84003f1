/** What a DaemonSet's controller does, as it shows in a trace: pods created and deleted. */
import type { DaemonSet, Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isDeletionBy, isWriteBy } from './attribution.ts';
import type { DaemonSight } from './daemon-steps.ts';
import { targetOf } from './eligibility.ts';
import { instantOf } from './instant.ts';
import { oncePerMoment } from './once.ts';

/** A pod that a DaemonSet's controller created or deleted. */
export interface DaemonAct {
  readonly pod: Pod;
  readonly setUid: string;
  readonly setName: string;
  /** The node that the pod was made for; absent where it says none. */
  readonly nodeName: string | undefined;
  /** The DaemonSet just before, unless it was gone by then. */
  readonly set: DaemonSet | undefined;
}

/** The pod that the DaemonSet controller created here. */
export const createdDaemon = oncePerMoment((moment): DaemonAct | undefined => {
  const { object, change } = moment.event;
  if (change !== 'ADDED' || object.kind !== 'Pod') return undefined;
  return isWriteBy(moment, 'daemonset-controller') ? daemonActOn(moment, object) : undefined;
});

/** The pod whose deletion the DaemonSet controller decided here. */
export const deletedDaemon = oncePerMoment((moment): DaemonAct | undefined => {
  const object = moment.previous ?? moment.event.object;
  if (object.kind !== 'Pod') return undefined;
  return isDeletionBy(moment, 'daemonset-controller') ? daemonActOn(moment, object) : undefined;
});

/** The pod of this change, whoever made it, as one of its DaemonSet's. */
export function daemonActOn({ before }: Moment, pod: Pod): DaemonAct | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'DaemonSet') return undefined;
  return {
    pod,
    setUid: owner.uid,
    setName: owner.name,
    nodeName: targetOf(pod),
    set: before.byUid('DaemonSet', owner.uid),
  };
}

/** What is asked of the controller's view beyond the set and its pods. */
export interface Scope {
  /** Only this node matters; absent: all of them. */
  readonly nodeUid?: string;
  /** A point of the pods' changes that the controller is known to have reached. */
  readonly podsNotBefore?: number | undefined;
}

/** Could the controller have seen the DaemonSet, not being deleted, its pods and the nodes in a way
 * that satisfies `claim`? */
export function couldHaveSeenDaemons(
  moment: Moment,
  context: MonitorContext,
  { setUid }: Pick<DaemonAct, 'setUid'>,
  { nodeUid, podsNotBefore }: Scope,
  claim: (sight: DaemonSight) => boolean,
): boolean {
  const watched: readonly Watched[] = [
    { kind: 'DaemonSet', uid: setUid },
    // The revision that it acted for may be gone by now.
    { kind: 'ControllerRevision', ownedBy: setUid },
    { kind: 'Node', ...(nodeUid !== undefined && { uid: nodeUid }) },
    {
      kind: 'Pod',
      ownedBy: setUid,
      ...(podsNotBefore !== undefined && { notBefore: podsNotBefore }),
    },
  ];
  return moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('DaemonSet', setUid);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
    return claim(daemonSightOf(moment, context, set, view));
  });
}

/** What there is to see of a DaemonSet at this moment, just before its change by default. */
export function daemonSightOf(
  moment: Moment,
  context: MonitorContext,
  set: DaemonSet,
  view: ClusterView = moment.before,
): DaemonSight {
  return { view, newest: moment.before, set, now: instantOf(moment.event.at, context) };
}
