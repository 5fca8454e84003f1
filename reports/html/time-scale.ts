/** Time as a place on the x axis. Long stretches in which nothing happens are cut short, and said
 * to be: what matters in a trace is seconds in the middle of minutes of rest. */
import type { Millis } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';

/** A stretch that was cut short. */
export interface Cut {
  readonly from: Millis;
  readonly to: Millis;
}

export interface TimeScale {
  readonly x: (at: Millis) => number;
  readonly cuts: readonly Cut[];
  /** Moments to mark, at round numbers of seconds, outside of cuts. */
  readonly ticks: readonly Millis[];
}

/** The scale of one trace between two places. */
export function timeScale({ events }: Trace, left: number, right: number): TimeScale {
  const moments = [0, ...new Set(events.map(({ at }) => at))].toSorted((a, b) => a - b);
  const end = Math.max(1, moments.at(-1) ?? 1);
  const longest = Math.max(1_000, busyTime(moments) / 6);
  const places = new Map<Millis, Millis>([[0, 0]]);
  const cuts: Cut[] = [];
  let length = 0;
  for (const [index, at] of moments.entries()) {
    const before = moments[index - 1] ?? 0;
    if (at - before > 2 * longest) cuts.push({ from: before, to: at });
    length += at - before > 2 * longest ? longest : at - before;
    places.set(at, length);
  }
  const scale = (right - left) / Math.max(1, length);
  const x = (at: Millis) => {
    const next = moments.find((each) => each >= at) ?? end;
    const before = moments.findLast((each) => each <= at) ?? 0;
    const share = next === before ? 0 : (at - before) / (next - before);
    const from = places.get(before) ?? 0;
    return round(left + (from + share * ((places.get(next) ?? from) - from)) * scale);
  };
  return { x, cuts, ticks: ticksOf(end, length).filter(isOutside(cuts)) };
}

/** The time without the longest stretches of rest. */
function busyTime(moments: readonly Millis[]): Millis {
  const gaps = moments.map((at, index) => at - (moments[index - 1] ?? 0));
  return gaps.filter((gap) => gap <= 3_000).reduce((sum, gap) => sum + gap, 0);
}

function ticksOf(end: Millis, length: Millis): readonly Millis[] {
  const steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 300_000];
  const step = steps.find((each) => each >= length / 10) ?? 600_000;
  const count = Math.min(400, Math.floor(end / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

function isOutside(cuts: readonly Cut[]): (at: Millis) => boolean {
  return (at) => !cuts.some(({ from, to }) => at > from && at < to);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
