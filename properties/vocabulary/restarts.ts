/**
 * When a controller's process may have started anew: then it remembers nothing, and its first list
 * may be older than what its predecessor saw (requirements 0.3, rule 4).
 */
import { faultOf } from '../../specs/scenario.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { TraceEvent } from '../../specs/trace.ts';
import type { FeatureGate } from '../../specs/features.ts';
import type { MonitorContext } from '../property.ts';

/** What a controller's process is known to have seen of its own writes (0.3, rule 2). */
export interface OwnWrites {
  /** The controller wrote this for `key`; before its next step for it, it has seen this. */
  wrote(key: string, event: { readonly seq: number; readonly at: Millis }): void;
  /** The prefix of the written kind that the next step for `key` includes, if one is known. */
  seen(key: string): number | undefined;
  /** Feed it every event that is no change. */
  other(event: TraceEvent): void;
}

/** Remembers a controller's writes as long as its process lives, where `gate` makes it wait for
 * them; without the gate nothing is known. */
export function createOwnWrites(context: MonitorContext, gate: FeatureGate): OwnWrites {
  const isWaiting = context.target.features.includes(gate);
  const restarts = createRestarts(context, () => last.clear());
  const last = new Map<string, number>();
  return {
    wrote(key, { seq, at }) {
      if (isWaiting && !restarts.isRecent(at)) last.set(key, seq);
    },
    seen: (key) => last.get(key),
    other: restarts.other,
  };
}

/** Follows the restarts of controllers that the scenario causes; all may share one process. */
export interface Restarts {
  readonly other: (event: TraceEvent) => void;
  /** Is one down, or may its caches still be older than its predecessor's? */
  isRecent(at: Millis): boolean;
}

/** `onRestart` is called when the process goes. */
export function createRestarts(context: MonitorContext, onRestart: () => void): Restarts {
  let until: Millis = Number.NEGATIVE_INFINITY;
  return {
    other(event) {
      if (event.event !== 'fault' || !mayRestart(context, event.step)) return;
      if (event.phase === 'invoked') {
        until = Number.POSITIVE_INFINITY;
        onRestart();
      }
      if (event.phase === 'healed' || event.phase === 'skipped') {
        until = event.at + context.target.stalenessMs;
      }
    },
    isRecent: (at) => at <= until,
  };
}

/** A step that the scenario does not have may have been anything. */
function mayRestart({ header }: MonitorContext, index: number): boolean {
  const step = header.scenario.steps[index];
  return step === undefined || faultOf(step)?.fault === 'ControllerRestart';
}
