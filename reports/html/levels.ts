/** How many pods there were, were ready and were asked for, over the time of a trace. */
import type { IntOrString, KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';

/** From a moment on a number holds, until the next step of the same line. */
export interface Step {
  readonly at: Millis;
  /** Absent: the line ends here. */
  readonly value: number | undefined;
}

export interface Line {
  readonly name: 'wanted' | 'at most' | 'at least' | 'pods' | 'ready';
  readonly steps: readonly Step[];
}

interface Bounds {
  readonly wanted?: number;
  readonly most?: number;
  readonly least?: number;
}

/** The lines of a trace. Bounds are there for a Deployment that rolls: what an update aims at, not
 * what every property judges. */
export function linesOf({ events }: Trace): readonly Line[] {
  const pods = new Map<string, Pod>();
  const lines = new Map<Line['name'], Step[]>();
  const note = (name: Line['name'], at: Millis, value: number | undefined) => {
    const steps = lines.get(name) ?? [];
    if (steps.at(-1)?.value !== value) lines.set(name, [...steps, { at, value }]);
  };
  let bounds: Bounds = {};
  for (const event of events) {
    if (event.event !== 'change') continue;
    const { object } = event;
    if (object.kind === 'Pod') {
      if (event.change === 'DELETED') pods.delete(object.metadata.uid);
      else pods.set(object.metadata.uid, object);
    }
    bounds = event.change === 'DELETED' ? bounds : (boundsOf(object) ?? bounds);
    note('wanted', event.at, bounds.wanted);
    note('at most', event.at, bounds.most);
    note('at least', event.at, bounds.least);
    const live = [...pods.values()].filter(({ status }) => !isOver(status.phase));
    note('pods', event.at, live.length);
    note('ready', event.at, live.filter(isReady).length);
  }
  return [...lines].map(([name, steps]) => ({ name, steps }));
}

function isOver(phase: Pod['status']['phase']): boolean {
  return phase === 'Failed' || phase === 'Succeeded';
}

function isReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True' && !pod.metadata.deletionTimestamp;
}

function boundsOf(object: KubernetesObject): Bounds | undefined {
  switch (object.kind) {
    case 'StatefulSet':
      return { wanted: object.spec.replicas };
    case 'DaemonSet':
      return { wanted: object.status.desiredNumberScheduled };
    case 'Deployment': {
      const { replicas, strategy } = object.spec;
      const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
      if (maxSurge === undefined || maxUnavailable === undefined) return { wanted: replicas };
      const surge = amountOf(maxSurge, replicas, Math.ceil);
      const down = amountOf(maxUnavailable, replicas, Math.floor);
      // Of two bounds that both come to nothing the second is taken for one.
      const least = replicas - (surge === 0 && down === 0 ? 1 : down);
      return { wanted: replicas, most: replicas + surge, least: Math.max(0, least) };
    }
    default:
      return undefined;
  }
}

function amountOf(amount: IntOrString, of: number, round: (value: number) => number): number {
  if (typeof amount === 'number') return amount;
  return round((Number.parseInt(amount, 10) * of) / 100);
}
