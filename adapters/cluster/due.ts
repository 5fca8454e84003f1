/**
 * What is still to come by itself, as the stored objects tell: a world that is silent because
 * everybody waits for a moment is not at rest. Only moments that are written in an object count.
 */
import { behaviourAnnotations } from '../../specs/behaviour.ts';
import type {
  Deployment,
  KubernetesObject,
  Node,
  Pod,
  ReplicaSet,
  Taint,
  Toleration,
} from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { NodeTimes } from './node-times.ts';
import { evictingTaints, noTimes } from './node-times.ts';
import { stageCondition } from './provision/play-contract.ts';

/** Pods of nodes that are gone are removed in rounds of 20 s: one round notices, a later one acts,
 * 40 s after that at the earliest. */
const podGarbageMs = 85_000;
/** A node that is Ready again keeps the taint that drives pods away until the next round of 5 s. */
const taintRoundMs = 8_000;
/** A DaemonSet's failed pods are deleted with a back-off that begins at a second and doubles. */
const failedPodBackOffMs = 20_000;
const healthTaints = new Set(['node.kubernetes.io/unreachable', 'node.kubernetes.io/not-ready']);
/** Whoever plays the pods comes late where a machine has much too much to do. */
const lateStageMs = 20_000;
/** From the end of what a pod tolerates to its eviction. */
const evictionMs = 2_000;
/** Pods that tolerate a taint for longer are not waited for: five minutes is their default. */
const longestTolerationMs = 90_000;
/** Twice the longest quota of a scenario on a wall clock, and some more. */
const refusalMs = 65_000;
/** Progress deadlines beyond this are not waited for: ten minutes is their default. */
const longestDeadlineMs = 90_000;

/** The latest moment (of the wall clock) until which these objects are known to be waiting;
 * undefined: nothing is known to be still to come. `times` says what happened to the nodes. */
export function dueOf(
  objects: readonly KubernetesObject[],
  times: NodeTimes = noTimes,
): Millis | undefined {
  const minReady = new Map<string, number>();
  for (const object of objects) {
    if ('minReadySeconds' in specOf(object)) {
      minReady.set(object.metadata.uid, Number(specOf(object)['minReadySeconds']) * 1000);
    }
  }
  const nodes = new Map<string, Node>();
  for (const object of objects) {
    if (object.kind === 'Node') nodes.set(object.metadata.name, object);
  }
  const moments = objects.flatMap((object) => {
    if (object.kind === 'Deployment') return deadlineOf(object);
    if (object.kind === 'Node') return taintsOf(object);
    if (object.kind === 'ReplicaSet') return refusalOf(object);
    if (object.kind !== 'Pod') return [];
    return [...momentsOf(object, minReady, times), ...evictionOf(object, nodes, times)];
  });
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  return 'spec' in object ? (object.spec as Readonly<Record<string, unknown>>) : {};
}

function momentsOf(
  pod: Pod,
  minReady: ReadonlyMap<string, number>,
  { ended }: NodeTimes,
): readonly Millis[] {
  const moments: (Millis | undefined)[] = [];
  const owner = controllerOf(pod);
  const stage = conditionOf(pod, stageCondition)?.message;
  const next = epochOf(/until (\S+)/.exec(stage ?? '')?.[1]);
  if (next !== undefined) moments.push(next + (isToGoOn(pod) ? lateStageMs : 0));
  moments.push(epochOf(pod.metadata.deletionTimestamp));
  const ready = conditionOf(pod, 'Ready');
  const since = ready?.status === 'True' ? epochOf(ready.lastTransitionTime) : undefined;
  const wait = minReady.get(owner?.uid ?? '');
  // A second more: the transition time was rounded down to whole seconds.
  if (since !== undefined && wait !== undefined) moments.push(since + wait + 1000);
  const nodeEnd = ended.get(pod.spec.nodeName ?? '');
  if (nodeEnd !== undefined) moments.push(nodeEnd + podGarbageMs);
  if (pod.status.phase === 'Failed' && owner?.kind === 'DaemonSet') {
    moments.push(latestOf(pod, failedPodBackOffMs));
  }
  return moments.filter((moment) => moment !== undefined);
}

/** Is there a next stage, as long as one is written down? Pods that never get ready have none. */
function isToGoOn({ metadata }: Pod): boolean {
  const behaviour = metadata.annotations?.[behaviourAnnotations.kind];
  return (
    metadata.deletionTimestamp === undefined &&
    behaviour !== undefined &&
    behaviour !== 'never-ready'
  );
}

/** When the pod has been under the taints of its node for as long as it tolerates. One that does
 * not tolerate them is evicted at once, one that is terminating not any more. */
function evictionOf(
  { metadata, spec, ...pod }: Pod,
  nodes: ReadonlyMap<string, Node>,
  { tainted }: NodeTimes,
): readonly Millis[] {
  const node = nodes.get(spec.nodeName ?? '');
  const since = node && tainted.get(node.metadata.name);
  const { tolerations = [] } = spec;
  const taints = node && metadata.deletionTimestamp === undefined ? evictingTaints(node) : [];
  if (since === undefined || taints.length === 0) return [];
  const used = taints.map((taint) => tolerations.filter((each) => tolerates(each, taint)));
  if (used.some((each) => each.length === 0)) return [];
  const limits = used.flat().flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  const wait = Math.max(0, Math.min(...limits) * 1000);
  const bound = epochOf(conditionOf(pod, 'PodScheduled')?.lastTransitionTime) ?? 0;
  return wait > longestTolerationMs ? [] : [Math.max(since, bound) + wait + evictionMs];
}

/** Does this toleration cover the taint? No effect means every effect, no key every key. */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  const isAboutIt = (!effect || effect === taint.effect) && (!key || key === taint.key);
  return isAboutIt && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''));
}

/** So long after the last thing that the pod's conditions tell. */
function latestOf(pod: Pod, wait: Millis): Millis | undefined {
  const times = (pod.status.conditions ?? []).flatMap((condition) => {
    return epochOf(condition.lastTransitionTime) ?? [];
  });
  return times.length === 0 ? undefined : Math.max(...times) + wait;
}

function taintsOf(node: Node): readonly Millis[] {
  const ready = conditionOf(node, 'Ready');
  const since = ready?.status === 'True' ? epochOf(ready.lastTransitionTime) : undefined;
  const isTainted = node.spec.taints?.some(({ key }) => healthTaints.has(key));
  return isTainted && since !== undefined ? [since + taintRoundMs] : [];
}

/** A ReplicaSet whose pods are refused tries again with a back-off that doubles: once they are not
 * refused any more, it may take as long again as it took until then. */
function refusalOf(set: ReplicaSet): readonly Millis[] {
  const failure = conditionOf(set, 'ReplicaFailure');
  const since = failure?.status === 'True' ? epochOf(failure.lastTransitionTime) : undefined;
  return since === undefined ? [] : [since + refusalMs];
}

/** When a rollout that stands still will be given up, where that is soon. */
function deadlineOf(deployment: Deployment): readonly Millis[] {
  const { progressDeadlineSeconds = 600, paused = false } = deployment.spec;
  const progressing = conditionOf(deployment, 'Progressing');
  const isWaiting =
    progressing?.status === 'True' && progressing.reason !== 'NewReplicaSetAvailable';
  const since = epochOf(progressing?.lastUpdateTime);
  const wait = progressDeadlineSeconds * 1000;
  if (paused || !isWaiting || since === undefined || wait > longestDeadlineMs) return [];
  return [since + wait + 1000];
}

function epochOf(timestamp: string | undefined): Millis | undefined {
  if (timestamp === undefined) return undefined;
  const moment = Date.parse(timestamp);
  return Number.isNaN(moment) ? undefined : moment;
}
