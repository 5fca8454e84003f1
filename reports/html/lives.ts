/** What the pictures show of a trace: pods as bars in lanes, and everything that others did. */
import type { Pod } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import type { Millis, Step } from '../../specs/scenario.ts';
import type { ChangeEvent, Trace } from '../../specs/trace.ts';

export const podStates = ['pending', 'running', 'ready', 'terminating', 'ended'] as const;
export type PodState = (typeof podStates)[number];

/** One stretch of a pod's life. */
export interface Bar {
  readonly from: Millis;
  readonly to: Millis;
  readonly state: PodState;
}

/** One pod, from the first to the last that was seen of it. */
export interface PodLife {
  readonly name: string;
  /** Where it belongs: the ordinal of a StatefulSet, the node of a DaemonSet, the ReplicaSet of a
   * Deployment. */
  readonly lane: string;
  readonly revision: string;
  readonly bars: readonly Bar[];
  /** Was it gone at the end? */
  readonly isGone: boolean;
}

/** A lane with the pods that were in it, one row for each that overlaps another. */
export interface Lane {
  readonly name: string;
  readonly rows: readonly (readonly PodLife[])[];
}

/** Until when the pictures of a trace go: its last event. */
export function endOf({ events }: Trace): Millis {
  return Math.max(1, events.at(-1)?.at ?? 1);
}

/** Lanes in reading order: the highest ordinal first, as a set leaves; else by name. */
export function lanesOf(trace: Trace): readonly Lane[] {
  const lives = livesOf(trace);
  const lanes = Map.groupBy(lives, ({ lane }) => lane);
  return [...lanes]
    .toSorted(([one], [other]) => other.localeCompare(one, 'en', { numeric: true }))
    .map(([name, own]) => ({ name, rows: inRows(own) }));
}

/** Puts lives that overlap into rows of their own. */
function inRows(lives: readonly PodLife[]): readonly (readonly PodLife[])[] {
  const rows: PodLife[][] = [];
  for (const life of lives) {
    const from = life.bars[0]?.from ?? 0;
    const free = rows.find((row) => (row.at(-1)?.bars.at(-1)?.to ?? 0) <= from);
    if (free) free.push(life);
    else rows.push([life]);
  }
  return rows;
}

function livesOf(trace: Trace): readonly PodLife[] {
  const changes = trace.events.filter(
    (event): event is ChangeEvent & { readonly object: Pod } =>
      event.event === 'change' && event.object.kind === 'Pod',
  );
  const byUid = Map.groupBy(changes, ({ object }) => object.metadata.uid);
  return [...byUid.values()].map((own) => lifeOf(own, endOf(trace)));
}

function lifeOf(
  changes: readonly (ChangeEvent & { readonly object: Pod })[],
  end: Millis,
): PodLife {
  const bars: Bar[] = [];
  for (const [index, { at, change, object }] of changes.entries()) {
    if (change === 'DELETED') break;
    const to = changes[index + 1]?.at ?? end;
    const state = stateOf(object);
    const last = bars.at(-1);
    if (last?.state === state) bars[bars.length - 1] = { ...last, to };
    else bars.push({ from: at, to, state });
  }
  const newest = changes.at(-1);
  const pod = newest?.object;
  return {
    name: pod?.metadata.name ?? '',
    lane: pod ? laneOf(pod) : '',
    revision: pod?.spec.containers[0]?.image.split(':').at(-1) ?? '?',
    bars,
    isGone: newest?.change === 'DELETED',
  };
}

function laneOf(pod: Pod): string {
  const owner = controllerOf(pod);
  if (owner?.kind === 'StatefulSet') return pod.metadata.name;
  if (owner?.kind === 'DaemonSet') return pod.spec.nodeName ?? wantedNode(pod) ?? 'no node';
  return owner?.name ?? 'nobody';
}

/** The node to which the controller has pinned a pod that is not scheduled yet. */
function wantedNode({ spec }: Pod): string | undefined {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const field = terms?.[0]?.matchFields?.find(({ key }) => key === 'metadata.name');
  return field?.values?.[0];
}

function stateOf(pod: Pod): PodState {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return 'ended';
  if (conditionOf(pod, 'Ready')?.status === 'True') return 'ready';
  return pod.status.phase === 'Running' ? 'running' : 'pending';
}

/** Something that a person or a fault did. */
export interface Deed {
  readonly at: Millis;
  readonly what: string;
  readonly isFault: boolean;
}

/** What the scenario did, at the moment at which it took effect. */
export function deedsOf({ header, events }: Trace): readonly Deed[] {
  return events.flatMap((event) => {
    if (event.event !== 'command' && event.event !== 'fault') return [];
    const isFault = event.event === 'fault';
    if (event.phase === 'healed') return [{ at: event.at, what: 'healed', isFault }];
    if (event.phase !== 'ok' && event.phase !== 'injected') return [];
    const step = header.scenario.steps[event.step];
    if (step === undefined) return [];
    const target = event.resolved ? ` ${event.resolved.kind}/${event.resolved.name}` : '';
    return [{ at: event.at, what: `${nameOf(step)}${target}`, isFault }];
  });
}

/** What a step does: its verb, or its fault. */
export function nameOf(step: Step): string {
  return 'command' in step ? step.command.verb : step.fault.fault;
}

/** A write of a controller: when, who, what it made of the object. */
export interface Write {
  readonly at: Millis;
  readonly actor: string;
  readonly letter: 'c' | 'd' | 'u';
}

const letters = { ADDED: 'c', DELETED: 'd', MODIFIED: 'u' } as const;

/** The writes of the workload controllers, for the rows below the lanes. */
export function writesOf({ events }: Trace): ReadonlyMap<string, readonly Write[]> {
  const writes = events.flatMap((event): Write[] => {
    if (event.event !== 'change' || !event.actor?.endsWith('-controller')) return [];
    return [{ at: event.at, actor: event.actor, letter: letters[event.change] }];
  });
  return Map.groupBy(writes, ({ actor }) => actor);
}
