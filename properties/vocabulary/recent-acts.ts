/** What controllers did not long ago, by owner; forgets what has left the staleness window. */
import type { Millis } from '../../specs/scenario.ts';

/** One act: which object it was about, and when. */
export interface Act {
  readonly uid: string;
  readonly at: Millis;
}

/** Remembers acts in the order in which they happened. */
export interface RecentActs {
  readonly add: (owner: string, act: Act) => void;
  /** Those of an owner that some admissible view may lack at this time. */
  readonly of: (owner: string, at: Millis) => readonly Act[];
}

/** How many acts pass between two looks for owners that have fallen silent. */
const sweepEvery = 1024;

/** Starts without a memory. */
export function createRecentActs(windowMs: Millis): RecentActs {
  const acts = new Map<string, Act[]>();
  let added = 0;

  function sweep(horizon: Millis): void {
    for (const [owner, own] of acts) {
      const recent = own.filter((act) => act.at >= horizon);
      if (recent.length === 0) acts.delete(owner);
      else acts.set(owner, recent);
    }
  }

  return {
    add(owner, act) {
      added += 1;
      if (added % sweepEvery === 0) sweep(act.at - windowMs);
      const own = acts.get(owner);
      if (own === undefined) acts.set(owner, [act]);
      else own.push(act);
    },
    of: (owner, at) => (acts.get(owner) ?? []).filter((act) => act.at >= at - windowMs),
  };
}
