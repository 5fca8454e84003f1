/** How many pods a budget expects, wants healthy and has healthy (DIS-001). */
import type {
  IntOrString,
  OwnerReference,
  Pod,
  PodDisruptionBudget,
} from '../../../../specs/kubernetes.ts';
import { controllerOf } from '../../../../specs/kubernetes.ts';
import type { Millis } from '../../../../specs/scenario.ts';
import type { ApiResponse, Cache, Steps } from '../../controller.ts';
import { isReady, isTerminating } from '../pod-state.ts';

/** A pod whose eviction was granted is expected to go within this time. */
export const deletionTimeoutMs: Millis = 120_000;

export interface Count {
  readonly expected: number;
  readonly desired: number;
}

/** How many there should be; a message where some pod's controller cannot be found. */
export function* expectationOf(
  cache: Cache,
  { spec }: PodDisruptionBudget,
  pods: readonly Pod[],
): Steps<Count | string> {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable !== undefined) {
    const expected = yield* scaleOf(cache, pods);
    if (typeof expected === 'string') return expected;
    return { expected, desired: Math.max(0, expected - scaled(maxUnavailable, expected)) };
  }
  if (minAvailable === undefined) return { expected: 0, desired: 0 };
  if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable };
  const expected = yield* scaleOf(cache, pods);
  if (typeof expected === 'string') return expected;
  return { expected, desired: scaled(minAvailable, expected) };
}

/** Percentages round up, whichever of the two bounds they are. */
function scaled(amount: IntOrString, of: number): number {
  if (typeof amount === 'number') return amount;
  return Math.ceil((Number.parseInt(amount, 10) * of) / 100);
}

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

/** What the controllers of these pods declare, all together. Pods without one do not count. */
function* scaleOf(cache: Cache, pods: readonly Pod[]): Steps<number | string> {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (owner === undefined || scales.has(owner.uid)) continue;
    const found = yield* scaleOfOwner(cache, owner);
    if (found === undefined) return `found no controllers for pod "${pod.metadata.name}"`;
    scales.set(found.uid, found.replicas);
  }
  return [...scales.values()].reduce((sum, each) => sum + each, 0);
}

/** An owner that the cache lacks is asked for at the server, by its scale. */
function* scaleOfOwner(
  cache: Cache,
  { kind, name, uid }: OwnerReference,
): Steps<Scale | undefined> {
  if (kind !== 'ReplicaSet' && kind !== 'StatefulSet') return undefined;
  const owner = cache.get(kind, name) ?? (yield* askFor(kind, name));
  if (owner?.metadata.uid !== uid || !owner) return undefined;
  const above = controllerOf(owner);
  const deployment = above?.kind === 'Deployment' ? cache.get('Deployment', above.name) : undefined;
  if (deployment && deployment.metadata.uid === above?.uid) {
    return { uid: deployment.metadata.uid, replicas: deployment.spec.replicas };
  }
  return { uid, replicas: owner.spec.replicas };
}

function* askFor(kind: 'ReplicaSet' | 'StatefulSet', name: string) {
  const response: ApiResponse = yield { verb: 'get', kind, name } as const;
  if (!response.ok) return undefined;
  const { object } = response;
  return object.kind === 'ReplicaSet' || object.kind === 'StatefulSet' ? object : undefined;
}

/** Healthy is Ready, neither going nor about to go. */
export function healthyCount(
  pods: readonly Pod[],
  disrupted: Readonly<Record<string, string>>,
): number {
  return pods.filter(
    (pod) => !isTerminating(pod) && disrupted[pod.metadata.name] === undefined && isReady(pod),
  ).length;
}

/** Granted evictions that have not shown yet; an entry that is too old is dropped. */
export function stillDisrupted(
  { status }: PodDisruptionBudget,
  pods: readonly Pod[],
  nowMs: number,
): Readonly<Record<string, string>> {
  const waiting = pods.flatMap((pod): readonly (readonly [string, string])[] => {
    const since = status.disruptedPods?.[pod.metadata.name];
    if (since === undefined || isTerminating(pod)) return [];
    return Date.parse(since) + deletionTimeoutMs < nowMs ? [] : [[pod.metadata.name, since]];
  });
  return Object.fromEntries(waiting);
}
