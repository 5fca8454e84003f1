/**
 * Rollouts that begin from a quiet, plain state: one ReplicaSet in use, then a change of the
 * template and of nothing else. Sharper promises hold for these than for rollouts in general.
 * Whatever complicates one (another change of the spec, a pause, a third ReplicaSet, adoption) ends
 * it.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment, MonitorContext } from '../property.ts';
import type { FencePosts } from './rollout.ts';
import {
  fencePostsOf,
  inUse,
  isSameTemplate,
  newSetOf,
  ownedSets,
  reportedAvailable,
} from './rollout.ts';
import { ownerOfKind } from './attribution.ts';

/** A plain rollout that is still going on. */
export interface PlainRollout {
  readonly deploymentUid: string;
  readonly replicas: number;
  readonly posts: FencePosts;
  readonly oldSetUid: string;
  readonly since: Millis;
  /** Every replica was available when it began. */
  readonly wasComplete: boolean;
}

/** Follows plain rollouts; show it every change of Deployments, ReplicaSets and Pods. */
export interface PlainRollouts {
  readonly change: (moment: Moment) => void;
  readonly of: (deploymentUid: string) => PlainRollout | undefined;
  readonly all: () => Iterable<PlainRollout>;
  readonly end: (deploymentUid: string) => void;
}

/** Starts without any. */
export function createPlainRollouts(context: MonitorContext): PlainRollouts {
  const rollouts = new Map<string, PlainRollout>();
  /** When anything of a Deployment changed last, but for its own status. */
  const lastChange = new Map<string, Millis>();

  function onDeployment(moment: Moment, deployment: Deployment): void {
    const { uid } = deployment.metadata;
    const before = moment.previous?.kind === 'Deployment' ? moment.previous : undefined;
    if (moment.event.change === 'DELETED' || before === undefined) {
      rollouts.delete(uid);
      lastChange.set(uid, moment.event.at);
      return;
    }
    const isSameSpec = before.metadata.generation === deployment.metadata.generation;
    if (isSameSpec && deployment.metadata.deletionTimestamp === undefined) return;
    rollouts.delete(uid);
    const wasQuiet =
      moment.event.at - (lastChange.get(uid) ?? moment.event.at) > context.target.stalenessMs;
    lastChange.set(uid, moment.event.at);
    if (!wasQuiet || !isOnlyTemplateChanged(before, deployment)) return;
    const begun = begin(moment, before, deployment);
    if (begun !== undefined) rollouts.set(uid, begun);
  }

  function onReplicaSet(moment: Moment, set: ReplicaSet): void {
    const before = moment.previous?.kind === 'ReplicaSet' ? moment.previous : undefined;
    for (const version of [set, before]) {
      const uid = version && controllerOf(version)?.uid;
      if (uid === undefined) continue;
      lastChange.set(uid, moment.event.at);
      const rollout = rollouts.get(uid);
      if (rollout && complicates(moment, rollout, set, before)) rollouts.delete(uid);
    }
  }

  return {
    change(moment) {
      const { object } = moment.event;
      if (object.kind === 'Deployment') onDeployment(moment, object);
      if (object.kind === 'ReplicaSet') onReplicaSet(moment, object);
      if (object.kind !== 'Pod') return;
      const set = ownerOfKind(moment.before, object, 'ReplicaSet');
      const uid = set && controllerOf(set)?.uid;
      if (uid !== undefined) lastChange.set(uid, moment.event.at);
    },
    of: (uid) => rollouts.get(uid),
    all: () => rollouts.values(),
    end: (uid) => void rollouts.delete(uid),
  };
}

function isOnlyTemplateChanged(before: Deployment, after: Deployment): boolean {
  if (after.metadata.deletionTimestamp !== undefined) return false;
  if (before.spec.paused === true || after.spec.paused === true) return false;
  const [left, right] = [restOf(before), restOf(after)];
  return left === right && !isSameTemplate(before.spec.template, after.spec.template);
}

/** What decides a rollout besides the template. */
function restOf({ spec }: Deployment): string {
  const { replicas, strategy, minReadySeconds } = spec;
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
  return JSON.stringify([replicas, minReadySeconds ?? 0, strategy.type, maxSurge, maxUnavailable]);
}

function begin(moment: Moment, before: Deployment, after: Deployment): PlainRollout | undefined {
  const { replicas, strategy } = after.spec;
  if (strategy.type !== 'RollingUpdate' || replicas === 0) return undefined;
  if (before.status.observedGeneration !== before.metadata.generation) return undefined;
  const sets = ownedSets(moment.before, before);
  const [old, ...others] = inUse(sets);
  if (old === undefined || others.length > 0) return undefined;
  if (old !== newSetOf(before, sets) || old.spec.replicas !== replicas) return undefined;
  if (sets.some((set) => set.metadata.deletionTimestamp !== undefined)) return undefined;
  const pods = sets.reduce((sum, set) => sum + moment.before.tally(set.metadata.uid).active, 0);
  const tally = moment.before.tally(old.metadata.uid);
  return {
    deploymentUid: after.metadata.uid,
    replicas,
    posts: fencePostsOf(after),
    oldSetUid: old.metadata.uid,
    since: moment.event.at,
    wasComplete:
      pods === replicas && tally.ready === replicas && reportedAvailable(old) === replicas,
  };
}

/** A ReplicaSet besides the old and the new one comes into use, or one of the two changes in a way
 * that no rollout changes it. */
function complicates(
  moment: Moment,
  rollout: PlainRollout,
  set: ReplicaSet,
  before: ReplicaSet | undefined,
): boolean {
  if (isMeddled(moment)) return true;
  const deployment = moment.before.byUid('Deployment', rollout.deploymentUid);
  if (deployment === undefined) return true;
  const isOld = set.metadata.uid === rollout.oldSetUid;
  const isNew = isSameTemplate(set.spec.template, deployment.spec.template);
  if (!isOld && !isNew) return set.spec.replicas > 0;
  if (moment.event.change === 'DELETED') return true;
  if (set.metadata.deletionTimestamp !== undefined) return true;
  if (before === undefined) return isOld;
  return controllerOf(before)?.uid !== controllerOf(set)?.uid;
}

/** Did anybody but the controllers write this version? */
function isMeddled({ touched, event: { actor } }: Moment): boolean {
  if (actor === undefined) return touched;
  return actor !== 'deployment-controller' && actor !== 'replicaset-controller';
}
