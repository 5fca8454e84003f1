/**
 * When a controller may not know what it did: its process started anew, and its first list may be
 * older than what its predecessor saw (requirements 0.3, rule 4); or the API server went away with
 * the answer to a request that took effect.
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

/** Follows the restarts and outages that the scenario causes; all controllers may share a
 * process. */
export interface Restarts {
  readonly other: (event: TraceEvent) => void;
  /** Is there one, or may caches still be older than what was seen before it? */
  isRecent(at: Millis): boolean;
}

/** `onRestart` is called when one begins. */
export function createRestarts(context: MonitorContext, onRestart: () => void): Restarts {
  const active = new Set<number>();
  let until: Millis = Number.NEGATIVE_INFINITY;
  return {
    other(event) {
      if (event.event !== 'fault' || !mayForget(context, event.step)) return;
      if (event.phase === 'invoked') {
        active.add(event.step);
        onRestart();
      }
      if (event.phase === 'healed' || event.phase === 'skipped') {
        active.delete(event.step);
        until = event.at + context.target.stalenessMs;
      }
    },
    isRecent: (at) => active.size > 0 || at <= until,
  };
}

/** A step that the scenario does not have may have been anything. */
function mayForget({ header }: MonitorContext, index: number): boolean {
  const step = header.scenario.steps[index];
  const fault = step && faultOf(step)?.fault;
  return step === undefined || fault === 'ControllerRestart' || fault === 'ApiUnavailable';
}
