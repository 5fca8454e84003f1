/**
 * What a StatefulSet may look like when the world has come to rest: where it legally stands still
 * (STS-ORD-005, STS-UPD-010, a blocked name, a pod that cannot go) and what must have happened
 * otherwise.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { claimNameIn, claimsFor, discardsScaled } from './claims.ts';
import { atRest } from './instant.ts';
import { isOrdered, podNameOf, wantedOrdinals } from './ordinals.ts';
import { isTerminal, isTerminating } from './pods.ts';
import type { Sight } from './stateful-steps.ts';
import { condemnedPods, isHealthy, isUp, updateRulesOf } from './stateful-steps.ts';

/** What there is at a wanted ordinal. `blocked`: its name or a claim is taken, so that no pod can
 * be created there, or an adopted pod lacks the set's claims, which nobody can give it any more;
 * `forgotten`: no pod, and a claim that scaling down discards is gone, which the controller may
 * not have been told (`a-discarded-claim-does-not-hold-up-its-pod`); `ended`: Failed or
 * Succeeded. */
export type Slot =
  | 'healthy'
  | 'unhealthy'
  | 'ended'
  | 'going'
  | 'missing'
  | 'blocked'
  | 'forgotten';

/** Every set that its controller still looks after, as it is at rest. */
export function* settledSets(view: ClusterView, context: MonitorContext): Iterable<Sight> {
  const rules = updateRulesOf(context);
  for (const set of view.list('StatefulSet')) {
    if (set.metadata.deletionTimestamp !== undefined) continue;
    yield { view, newest: view, set, now: atRest, ...rules };
  }
}

/** What there is at this ordinal. */
export function slotAt(sight: Sight, ordinal: number): Slot {
  const { view, set } = sight;
  const name = podNameOf(set.metadata.name, ordinal);
  const pod = view.get('Pod', name);
  if (pod === undefined) {
    if (isClaimTaken(sight, ordinal, name)) return 'blocked';
    return isClaimDiscarded(sight, ordinal) ? 'forgotten' : 'missing';
  }
  if (!isOwn(set, pod)) return 'blocked';
  if (isTerminating(pod)) return 'going';
  if (isTerminal(pod)) return 'ended';
  if (!hasItsClaims(set, pod, ordinal)) return 'blocked';
  return isHealthy(sight, pod) ? 'healthy' : 'unhealthy';
}

/** The first wanted ordinal without a healthy pod, and what is there instead. */
export function firstStop(sight: Sight): { ordinal: number; slot: Slot } | undefined {
  for (const ordinal of wantedOrdinals(sight.set)) {
    const slot = slotAt(sight, ordinal);
    if (slot !== 'healthy') return { ordinal, slot };
  }
  return undefined;
}

/** Does some wanted ordinal's name or claim keep a Parallel set's batches from going through? */
export function isBlockedSomewhere(sight: Sight): boolean {
  for (const ordinal of wantedOrdinals(sight.set)) {
    if (slotAt(sight, ordinal) === 'blocked') return true;
  }
  return false;
}

/** Wanted ordinals without a pod object that nothing keeps from having one. An ordered set that
 * waits for a pod owes only what comes before it. */
export function owedOrdinals(sight: Sight): readonly number[] {
  if (isOrdered(sight.set)) {
    const stop = firstStop(sight);
    return stop?.slot === 'missing' ? [stop.ordinal] : [];
  }
  if (isBlockedSomewhere(sight)) return [];
  return [...wantedOrdinals(sight.set)].filter((ordinal) => slotAt(sight, ordinal) === 'missing');
}

/** Wanted ordinals that have neither pod nor claim since the set was scaled down. An ordered set
 * that waits for something below does not get to them. */
export function forgottenOrdinals(sight: Sight): readonly number[] {
  if (isOrdered(sight.set)) {
    const stop = firstStop(sight);
    return stop?.slot === 'forgotten' ? [stop.ordinal] : [];
  }
  if (isBlockedSomewhere(sight)) return [];
  return [...wantedOrdinals(sight.set)].filter(
    (ordinal) => slotAt(sight, ordinal) === 'forgotten',
  );
}

/** Condemned pods that nothing keeps from being deleted. In an ordered set an unhealthy wanted pod
 * keeps them all; the highest one, when unhealthy, waits for lower unhealthy ones. */
export function overduePods(sight: Sight): readonly Pod[] {
  const condemned = [...condemnedPods(sight)].toSorted((a, b) => b.ordinal - a.ordinal);
  const pods = condemned.map(({ pod }) => pod);
  if (!isOrdered(sight.set)) {
    return isBlockedSomewhere(sight) ? [] : pods.filter((pod) => !isTerminating(pod));
  }
  const [highest, ...lower] = pods;
  if (highest === undefined || firstStop(sight) !== undefined) return [];
  if (isTerminating(highest)) return [];
  const waits = !isHealthy(sight, highest) && lower.some((pod) => !isUp(sight, pod));
  return waits ? [] : [highest];
}

function isOwn(set: StatefulSet, pod: Pod): boolean {
  if (controllerOf(pod)?.uid !== set.metadata.uid) return false;
  return selectorMatches(set.spec.selector, pod.metadata.labels);
}

function hasItsClaims(set: StatefulSet, pod: Pod, ordinal: number): boolean {
  return claimsFor(set, ordinal).every(({ template, name }) => claimNameIn(pod, template) === name);
}

/** Not there, under a policy by which scaling down discards claims (STS-PVC-006). */
function isClaimDiscarded({ view, set }: Sight, ordinal: number): boolean {
  if (!discardsScaled(set)) return false;
  return claimsFor(set, ordinal).some(
    ({ name }) => view.get('PersistentVolumeClaim', name) === undefined,
  );
}

/** Being deleted, or still belonging to a former pod of this name (STS-PVC-008). */
function isClaimTaken({ view, set }: Sight, ordinal: number, podName: string): boolean {
  return claimsFor(set, ordinal).some(({ name }) => {
    const claim = view.get('PersistentVolumeClaim', name);
    if (claim === undefined) return false;
    if (claim.metadata.deletionTimestamp !== undefined) return true;
    const owners = claim.metadata.ownerReferences ?? [];
    return owners.some((owner) => owner.kind === 'Pod' && owner.name === podName);
  });
}
