/** Evictions as a trace tells them: which pod was asked for, and every version of its budgets that
 * the answer may have been given by. */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { ChangeEvent, FaultEvent, TraceEvent } from '../../specs/trace.ts';
import type { Moment, MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { budgetsFor, covers, isEvicted } from './budgets.ts';

/** One eviction, from its request on. */
export interface Eviction {
  readonly step: number;
  readonly uid: string;
  /** The pod as it was when its eviction was asked for, and as it became since. */
  readonly pods: Pod[];
  /** The versions of each budget that covered it since then, by the budget's uid. */
  readonly budgets: Map<string, PodDisruptionBudget[]>;
}

/** Follows the eviction that was asked for last. */
export interface EvictionWatch {
  readonly change: (moment: Moment) => void;
  readonly other: (event: Exclude<TraceEvent, ChangeEvent>, view: ClusterView) => void;
  readonly current: () => Eviction | undefined;
}

/** Is this event about a step that evicts a pod? */
export function isAboutEviction(
  { header }: MonitorContext,
  event: Exclude<TraceEvent, ChangeEvent>,
): event is FaultEvent {
  if (event.event !== 'fault') return false;
  const step = header.scenario.steps[event.step];
  return step !== undefined && faultOf(step)?.fault === 'PodEvicted';
}

/** Starts to follow. */
export function watchEvictions(context: MonitorContext): EvictionWatch {
  let current: Eviction | undefined;
  return {
    current: () => current,
    change({ event: { object } }) {
      if (current === undefined) return;
      if (object.kind === 'Pod' && object.metadata.uid === current.uid) current.pods.push(object);
      if (object.kind !== 'PodDisruptionBudget') return;
      const pod = current.pods[0];
      if (pod && covers(object, pod)) versionsOf(current, object).push(object);
    },
    other(event, view) {
      if (!isAboutEviction(context, event) || event.phase !== 'invoked') return;
      const pod = view.byUid('Pod', event.resolved?.uid ?? '');
      current = undefined;
      if (pod === undefined) return;
      current = { step: event.step, uid: pod.metadata.uid, pods: [pod], budgets: new Map() };
      for (const budget of budgetsFor(view, pod)) versionsOf(current, budget).push(budget);
    },
  };
}

function versionsOf({ budgets }: Eviction, { metadata }: PodDisruptionBudget) {
  const versions = budgets.get(metadata.uid) ?? [];
  budgets.set(metadata.uid, versions);
  return versions;
}

/** The versions of the one budget that the eviction is about; undefined: there is none, or there
 * are several. */
export function theBudget({ budgets }: Eviction): readonly PodDisruptionBudget[] | undefined {
  return budgets.size === 1 ? [...budgets.values()][0] : undefined;
}

/** The pod, if this is the moment at which it is marked as evicted. */
export function evictedHere({ event, previous }: Moment): Pod | undefined {
  const { object } = event;
  if (object.kind !== 'Pod' || previous?.kind !== 'Pod') return undefined;
  return isEvicted(object) && !isEvicted(previous) ? object : undefined;
}
