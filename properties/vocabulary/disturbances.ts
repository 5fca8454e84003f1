/** When faults were on, and for how long they may still tell. */
import type { Fault, Millis } from '../../specs/scenario.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { ChangeEvent, TraceEvent } from '../../specs/trace.ts';
import type { MonitorContext } from '../property.ts';

/** Until when certain faults of the scenario may still have an effect. */
export interface Disturbances {
  readonly other: (event: Exclude<TraceEvent, ChangeEvent>) => void;
  readonly areOver: (at: Millis) => boolean;
}

/** Follows the faults that `matters` picks; none is forgotten before every cache has caught up. */
export function createDisturbances(
  context: MonitorContext,
  matters: (fault: Fault) => boolean,
): Disturbances {
  const { scenario, target } = context.header;
  let until = Number.NEGATIVE_INFINITY;
  return {
    other(event) {
      if (event.event !== 'fault' || event.phase === 'skipped') return;
      const step = scenario.steps[event.step];
      const fault = step && faultOf(step);
      if (fault !== undefined && !matters(fault)) return;
      const lasting = fault !== undefined && 'for' in fault && event.phase !== 'healed';
      const rest = (lasting ? fault.for : 0) + 2 * target.stalenessMs;
      until = Math.max(until, event.at + rest);
    },
    areOver: (at) => at > until,
  };
}

/** Faults after which a controller may not know what it has just done: its memory of what it waits
 * for is gone, or a request took effect although it failed (requirements 0.3, rules 3 and 4). */
export function costsMemory(fault: Fault): boolean {
  return fault.fault === 'ControllerRestart' || fault.fault === 'ApiUnavailable';
}
