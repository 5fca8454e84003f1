/** What a DaemonSet's nodes must look like when the world has come to rest. */
import type { Node, Pod } from '../../specs/kubernetes.ts';
import type { MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { roomToDelete, roomToSurge } from './daemon-census.ts';
import type { DaemonSight } from './daemon-steps.ts';
import {
  allowsSurge,
  hashOf,
  hasTemplateGeneration,
  isNew,
  isRunning,
  isUp,
  mayBeOld,
  orphansFor,
  podsFor,
  updateHashes,
} from './daemon-steps.ts';
import { describePod, describeSome } from './describe.ts';
import { shouldRun, shouldStay, targetOf } from './eligibility.ts';
import { atRest } from './instant.ts';
import { isRecreated } from './namesakes.ts';
import { isReady, isTerminal, isTerminating } from './pods.ts';
import { isMadeFrom } from './revisions.ts';

/** Every DaemonSet that its controller still looks after, as it is at rest, without those that took
 * over the name of another: they are a property of their own (`a-recreated-set-starts-anew`). */
export function* settledDaemons(
  view: ClusterView,
  context: MonitorContext,
): Iterable<DaemonSight> {
  for (const sight of everySettledDaemon(view)) {
    if (!isRecreated(context, 'DaemonSet', sight.set.metadata.name)) yield sight;
  }
}

/** Every DaemonSet that its controller still looks after, as it is at rest. */
export function* everySettledDaemon(view: ClusterView): Iterable<DaemonSight> {
  for (const set of view.list('DaemonSet')) {
    if (set.metadata.deletionTimestamp !== undefined) continue;
    yield { view, newest: view, set, now: atRest };
  }
}

/** What is wrong on a node that may start a pod: exactly one has to run there, or an old one and a
 * new one where surging has come to a halt. Nothing is said while a pod is still going, or has
 * failed and waits for its back-off. */
export function wrongOnEligible(sight: DaemonSight, node: Node): string | undefined {
  const pods = podsFor(sight, node.metadata.name);
  if (pods.some((pod) => isTerminating(pod) || isTerminal(pod))) return undefined;
  if (orphansFor(sight, node.metadata.name).length > 0) return undefined;
  if (pods.length === 1 || (pods.length === 2 && isSurged(sight, pods))) return undefined;
  return pods.length === 0 ? 'no pod' : describePods(pods);
}

/** The pods that had to leave a node on which none may stay. A pod that was never bound runs
 * nowhere, and a change of its node does not make the controller look at it. */
export function leftOnIneligible(sight: DaemonSight, node: Node): readonly Pod[] {
  if (shouldStay(sight.set, node)) return [];
  return podsFor(sight, node.metadata.name).filter(
    (pod) => !isTerminating(pod) && pod.spec.nodeName !== undefined,
  );
}

/** Old pods on eligible nodes that an update had to replace by now: it had room for them, or needed
 * none. A pod that is labelled as new but runs something else counts too; one that only carries the
 * number of the template generation does not (`adopted-pods-are-updated`). */
export function overdueOldPods(sight: DaemonSight): readonly Pod[] {
  return overduePods(sight).filter((pod) => !isMistakenForNew(sight, pod));
}

/** Old pods that had to be replaced by now, and that the controller takes for new. */
export function mistakenPods(sight: DaemonSight): readonly Pod[] {
  return overduePods(sight).filter((pod) => isMistakenForNew(sight, pod));
}

/** Old pods that are kept although the new one beside them has been ready for the whole of
 * minReadySeconds: nothing but the passing of time made it available, so it takes a timer to notice
 * it (`surges-notice-available-pods`). */
export function unnoticedOldPods(sight: DaemonSight): readonly Pod[] {
  const { set } = sight;
  if (!allowsSurge(set) || (set.spec.minReadySeconds ?? 0) === 0) return [];
  return overdueOldPods(sight).filter((pod) => isReady(pod) && isBesideNew(sight, pod));
}

function isBesideNew(sight: DaemonSight, pod: Pod): boolean {
  const those = podsFor(sight, targetOf(pod) ?? '');
  return those.some((each) => each !== pod && isNew(sight, each) && isUp(sight, each));
}

/** What overdue pods had to be and what they are; where a label lies, it says so. */
export function describeOverdue(sight: DaemonSight, pods: readonly Pod[]) {
  const parts = pods.map((pod) => {
    const said = `${pod.metadata.name} at ${hashOf(pod) ?? 'no hash'}`;
    return isNew(sight, pod) ? `${said} by its label, but made from another template` : said;
  });
  const hashes = describeSome([...(updateHashes(sight) ?? [])]);
  return {
    expected: `every pod made from the template of ${hashes}`,
    observed: describeSome(parts),
  };
}

function isMistakenForNew(sight: DaemonSight, pod: Pod): boolean {
  return !isNew(sight, pod) && hasTemplateGeneration(sight, pod);
}

function overduePods(sight: DaemonSight): readonly Pod[] {
  const { view, set } = sight;
  const surges = allowsSurge(set);
  const room = (surges ? roomToSurge(sight) : roomToDelete(sight)) ?? 1;
  return [...view.owned('Pod', set.metadata.uid)].filter((pod) => {
    const node = view.get('Node', targetOf(pod) ?? '');
    if (node === undefined || !shouldRun(set, node) || !isRunning(pod)) return false;
    if (isNew(sight, pod)) return !isMadeFrom(pod, set.spec.template);
    const fresh = podsFor(sight, node.metadata.name).find((each) => isNew(sight, each));
    if (surges && fresh !== undefined) return !isReady(pod) || isUp(sight, fresh);
    return room > 0 || !isUp(sight, pod);
  });
}

/** What is wrong with this node for this DaemonSet, eligible or not. */
export function wrongOn(sight: DaemonSight, node: Node): string | undefined {
  if (shouldRun(sight.set, node)) return wrongOnEligible(sight, node);
  const left = leftOnIneligible(sight, node);
  return left.length === 0 ? undefined : describePods(left);
}

/** `web-x is Ready, web-y is Pending`. */
export function describePods(pods: readonly Pod[]): string {
  return describeSome(pods.map((pod) => describePod(pod.metadata.name, pod)));
}

function isSurged(sight: DaemonSight, pods: readonly Pod[]): boolean {
  if (!allowsSurge(sight.set) || !pods.every(isRunning)) return false;
  return pods.some((pod) => mayBeOld(sight, pod)) && pods.some((pod) => isNew(sight, pod));
}
