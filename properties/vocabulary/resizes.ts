/**
 * Writes of a Deployment's controller to its ReplicaSets, and the syncs that may have made them.
 *
 * An update carries the version that it read. So the sync saw at least that version of its own
 * ReplicaSet (or the one before, if it had just written it itself); of all else it may have seen
 * any prefix inside the staleness window (requirements 0.3).
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isWriteBy } from './attribution.ts';
import { oncePerMoment, oncePerTrace } from './once.ts';
import { newSetOf, readingsOf } from './rollout.ts';
import { scalingPass } from './scaling-pass.ts';

/** A ReplicaSet as the controller of its Deployment has just written it. */
export interface SetWrite {
  readonly deploymentUid: string;
  readonly set: ReplicaSet;
  /** The version that it replaced; absent for a creation. */
  readonly replaced: ReplicaSet | undefined;
  /** Declared size before (0 for a creation) and after. */
  readonly from: number;
  readonly to: number;
  /** The sync saw the ReplicaSets at least up to this `seq`. */
  readonly notBefore: number;
}

/** What a sync may have had before its eyes. */
export interface SyncView {
  readonly deployment: Deployment;
  readonly sets: readonly ReplicaSet[];
  readonly newSet: ReplicaSet | undefined;
  /** The written ReplicaSet as this sync saw it; absent where it does not exist yet. */
  readonly target: ReplicaSet | undefined;
  /** The new ReplicaSet came to its notice only after it had looked for work to do. */
  readonly isLate: boolean;
  readonly view: ClusterView;
}

/** Tells the controller's own writes of ReplicaSets. Ask it about every change of a ReplicaSet: it
 * remembers who wrote the version before. */
export const setWritesOf = oncePerTrace(() => oncePerMoment(createSetWrites()));

function createSetWrites(): (moment: Moment) => SetWrite | undefined {
  const last = new Map<string, { readonly seq: number; readonly floor: number }>();

  return (moment) => {
    if (moment.event.object.kind !== 'ReplicaSet') return undefined;
    const set: ReplicaSet = moment.event.object;
    const replaced = moment.previous?.kind === 'ReplicaSet' ? moment.previous : undefined;
    const { uid } = set.metadata;
    const before = last.get(uid);
    if (moment.event.change === 'DELETED') {
      last.delete(uid);
      return undefined;
    }
    const reference = controllerOf(set);
    const isOwn = reference?.kind === 'Deployment' && isWriteBy(moment, 'deployment-controller');
    const { seq } = moment.event;
    last.set(uid, { seq, floor: isOwn && before !== undefined ? before.seq : seq });
    if (!isOwn) return undefined;
    return {
      deploymentUid: reference.uid,
      set,
      replaced,
      from: replaced?.spec.replicas ?? 0,
      to: set.spec.replicas,
      notBefore: before?.floor ?? -1,
    };
  };
}

/** Could the sync that made this write have been in a situation of which `claim` is true? */
export function couldHaveSynced(
  moment: Moment,
  write: SetWrite,
  claim: (sync: SyncView) => boolean,
  alsoWatched: readonly Watched[] = [],
): boolean {
  const { deploymentUid: uid, notBefore } = write;
  const deployment: Watched = { kind: 'Deployment', uid };
  const sets: Watched = { kind: 'ReplicaSet', ownedBy: uid };
  const { couldHaveSeen } = moment;
  const listed = [deployment, { ...sets, notBefore }, ...alsoWatched];
  if (couldHaveSeen(listed, (view) => syncsOf(view, write).some(claim))) return true;
  const late = [deployment, sets, ...alsoWatched];
  return couldHaveSeen(late, (view) => lateSyncsOf(view, write, moment.before).some(claim));
}

/** A sync that lists the ReplicaSets of this view, with and without orphans that it may adopt. */
function syncsOf(view: ClusterView, write: SetWrite): readonly SyncView[] {
  const deployment = view.byUid('Deployment', write.deploymentUid);
  if (deployment === undefined) return [];
  return readingsOf(view, deployment).map((sets) => ({
    deployment,
    sets,
    newSet: newSetOf(deployment, sets),
    target: sets.find((each) => each.metadata.uid === write.set.metadata.uid),
    isLate: false,
    view,
  }));
}

/** A sync whose list lacked the new ReplicaSet (and called for no scaling), so that it tried to
 * create it, was told that it is there already, and looked it up. What it found it had perhaps
 * made a moment ago, or released in the same sync because its labels do not match any more. */
function lateSyncsOf(
  view: ClusterView,
  write: SetWrite,
  latest: ClusterView,
): readonly SyncView[] {
  const { replaced } = write;
  if (replaced === undefined) return [];
  return syncsOf(view, write).flatMap((sync): SyncView[] => {
    if (sync.newSet !== undefined) return [];
    if (scalingPass(sync.deployment, sync.sets) !== undefined) return [];
    const { uid } = sync.deployment.metadata;
    const found = [view, latest]
      .map((each) => newSetOf(sync.deployment, [...each.owned('ReplicaSet', uid)]))
      .find((set) => set !== undefined);
    if (found === undefined) return [];
    const target = found.metadata.uid === replaced.metadata.uid ? found : sync.target;
    if (target?.metadata.resourceVersion !== replaced.metadata.resourceVersion) return [];
    return [{ ...sync, sets: [...sync.sets, found], newSet: found, target, isLate: true }];
  });
}

/** Is the Deployment of this write known at all, in any view that its controller may have had? */
export function isDeploymentKnown(moment: Moment, write: SetWrite): boolean {
  return couldHaveSynced(moment, write, () => true);
}
