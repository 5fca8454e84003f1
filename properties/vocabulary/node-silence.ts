/** Which nodes' kubelets are silent, as the scenario's faults tell it, and since when. */
import type { Millis } from '../../specs/scenario.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { ChangeEvent, TraceEvent } from '../../specs/trace.ts';
import type { MonitorContext } from '../property.ts';

/** A node that does not report. */
export interface Silence {
  readonly node: string;
  readonly uid: string | undefined;
  readonly since: Millis;
}

export interface Silences {
  readonly other: (event: Exclude<TraceEvent, ChangeEvent>) => void;
  /** Those that are on. */
  readonly current: () => readonly Silence[];
  readonly of: (node: string) => Silence | undefined;
  /** Since when nothing has kept controllers from working; a restarted one counts anew. */
  readonly undisturbedSince: () => Millis;
  /** Was this pod named by a fault, so that what it looks like may be the fault's doing? */
  readonly isHit: (podUid: string) => boolean;
}

/** Follows the faults of one trace. */
export function createSilences({ header }: MonitorContext): Silences {
  const silent = new Map<number, Silence>();
  const hit = new Set<string>();
  let undisturbedSince: Millis = 0;

  return {
    other(event) {
      if (event.event !== 'fault') return;
      const step = header.scenario.steps[event.step];
      const fault = step && faultOf(step);
      const { resolved, at } = event;
      if (resolved?.kind === 'Pod' && resolved.uid !== undefined) hit.add(resolved.uid);
      switch (fault?.fault) {
        case 'NodeNotReady':
          if (event.phase === 'injected' && resolved !== undefined) {
            const { name: node, uid } = resolved;
            silent.set(event.step, { node, uid, since: at });
          }
          // It reports again from some moment of its healing on.
          if (event.phase === 'healed') silent.delete(event.step);
          break;
        case 'ApiUnavailable':
        case 'ControllerRestart':
        case 'StaleCache':
          undisturbedSince = at + (event.phase === 'healed' ? 0 : fault.for);
          break;
        default:
      }
    },
    current: () => [...silent.values()],
    of: (node) => [...silent.values()].find((each) => each.node === node),
    undisturbedSince: () => undisturbedSince,
    isHit: (podUid) => hit.has(podUid),
  };
}
