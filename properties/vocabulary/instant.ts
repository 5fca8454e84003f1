/** The controller's clock, as far as an observer can know it. */
import type { Millis } from '../../specs/scenario.ts';
import type { MonitorContext } from '../property.ts';

/** A moment in milliseconds since the epoch, and how far a controller's clock may be from it. */
export interface Instant {
  readonly ms: number;
  readonly toleranceMs: Millis;
}

/** The instant of something that happened `at` milliseconds into the trace. */
export function instantOf(at: Millis, context: MonitorContext): Instant {
  return { ms: context.epochMs + at, toleranceMs: context.target.clockToleranceMs };
}

/** Rest comes after every timer, so whatever waits for time alone has waited long enough. */
export const atRest: Instant = { ms: Number.POSITIVE_INFINITY, toleranceMs: 0 };
