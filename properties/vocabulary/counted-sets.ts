/**
 * Which ReplicaSets a Deployment's controller may have counted. A sync lists them from a cache that
 * lags, adds what it writes itself, and may look one up later than the rest; so each ReplicaSet
 * counts with any version of the staleness window on its own.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { oncePerMoment, oncePerTrace } from './once.ts';
import { isSameTemplate, newSetOf } from './rollout.ts';

/** Beyond this many choices a status counts as explained. */
const choicesMax = 100_000;

interface Version {
  readonly at: Millis;
  /** Undefined: it does not exist, or is somebody else's. */
  readonly set: ReplicaSet | undefined;
}

/** The ReplicaSets of one choice that exist, and the one among them that counts as new. */
export interface CountedSets {
  readonly sets: readonly ReplicaSet[];
  readonly newSet: ReplicaSet | undefined;
}

/** Follows the ReplicaSets of all Deployments; show it every change of a ReplicaSet. */
export interface SetVersions {
  readonly change: (moment: Moment) => void;
  /** Is `claim` true of some choice of versions that the sync may have counted? */
  readonly couldHaveCounted: (
    deployment: Deployment,
    at: Millis,
    claim: (counted: CountedSets) => boolean,
  ) => boolean;
}

/** Starts without any. */
export const setVersionsOf = oncePerTrace(createSetVersions);

function createSetVersions({ target }: MonitorContext): SetVersions {
  const byDeployment = new Map<string, Map<string, Version[]>>();

  function push(deploymentUid: string, uid: string, versions: readonly Version[]): void {
    let sets = byDeployment.get(deploymentUid);
    if (sets === undefined) byDeployment.set(deploymentUid, (sets = new Map()));
    let known = sets.get(uid);
    if (known === undefined) sets.set(uid, (known = []));
    known.push(...versions);
    const horizon = (versions.at(-1)?.at ?? 0) - target.stalenessMs;
    const firstRecent = known.findIndex(({ at }) => at >= horizon);
    if (firstRecent > 1) known.splice(0, firstRecent - 1);
  }

  function change({ event, previous }: Moment): void {
    if (event.object.kind !== 'ReplicaSet') return;
    const set: ReplicaSet | undefined = event.change === 'DELETED' ? undefined : event.object;
    const before = previous?.kind === 'ReplicaSet' ? previous : undefined;
    const { uid } = event.object.metadata;
    const { at } = event;
    const [owner, former] = [set, before].map((each) => each && controllerOf(each)?.uid);
    if (former !== undefined && former !== owner) push(former, uid, [{ at, set: undefined }]);
    if (owner === undefined) return;
    // Whoever adopts counts the version that it adopted, or has not seen it at all yet.
    const first = former === owner ? [] : [{ at, set: undefined }, { at, set: before }];
    push(owner, uid, [...first, { at, set }]);
  }

  function couldHaveCounted(
    deployment: Deployment,
    at: Millis,
    claim: (counted: CountedSets) => boolean,
  ): boolean {
    const horizon = at - target.stalenessMs;
    const sets = byDeployment.get(deployment.metadata.uid)?.values() ?? [];
    const choices = [...sets].map((versions) => choicesOf(deployment, versions, horizon));
    const count = choices.reduce((product, { length }) => product * length, 1);
    if (count > choicesMax) return true;
    const search = (chosen: readonly ReplicaSet[], next: number): boolean => {
      const options = choices[next];
      if (options === undefined) return claim(countedOf(deployment, chosen));
      return options.some((set) => search(set ? [...chosen, set] : chosen, next + 1));
    };
    return search([], 0);
  }

  return { change: oncePerMoment(change), couldHaveCounted };
}

/** What one ReplicaSet may have counted as, newest first; versions that count alike are one. */
function choicesOf(
  deployment: Deployment,
  versions: readonly Version[],
  horizon: Millis,
): readonly (ReplicaSet | undefined)[] {
  const choices: (ReplicaSet | undefined)[] = [];
  for (const { at, set } of versions.toReversed()) {
    const isListed = set !== undefined && isSelected(deployment, set);
    if (!isListed && !choices.includes(undefined)) choices.push(undefined);
    if (set !== undefined && (isListed || isMetAnyway(deployment, set))) {
      if (!choices.some((known) => known && countsAlike(known, set))) choices.push(set);
    }
    if (at < horizon) break;
  }
  return choices;
}

function isSelected({ spec }: Deployment, set: ReplicaSet): boolean {
  return selectorMatches(spec.selector, set.metadata.labels);
}

/** A sync that has just released it may want it back, be told that its name is taken, and find that
 * what has the name is its own, as far as it has seen. */
function isMetAnyway({ spec }: Deployment, set: ReplicaSet): boolean {
  return isSameTemplate(set.spec.template, spec.template);
}

function countsAlike(one: ReplicaSet, other: ReplicaSet): boolean {
  const [left, right] = [one.status, other.status];
  return (
    one.spec.replicas === other.spec.replicas &&
    left.replicas === right.replicas &&
    left.readyReplicas === right.readyReplicas &&
    left.availableReplicas === right.availableReplicas &&
    left.terminatingReplicas === right.terminatingReplicas &&
    (left.observedGeneration === undefined) === (right.observedGeneration === undefined)
  );
}

function countedOf(deployment: Deployment, sets: readonly ReplicaSet[]): CountedSets {
  return { sets, newSet: newSetOf(deployment, sets) };
}
