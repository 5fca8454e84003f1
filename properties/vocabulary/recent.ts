/** What a controller did lately, as far back as its next view may not show it yet. */
import type { Millis } from '../../specs/scenario.ts';
import type { MonitorContext } from '../property.ts';

/** One object that was written, and when. */
export interface Recent {
  readonly uid: string;
  readonly seq: number;
  readonly at: Millis;
}

/** Remembers, by owner, what was written inside the staleness window. */
export function createRecent({ target }: MonitorContext) {
  const byOwner = new Map<string, readonly Recent[]>();

  function of(owner: string, at: Millis): readonly Recent[] {
    const kept = (byOwner.get(owner) ?? []).filter((each) => each.at >= at - target.stalenessMs);
    if (kept.length > 0) byOwner.set(owner, kept);
    else byOwner.delete(owner);
    return kept;
  }

  return {
    /** Notes a write, and returns all of the owner's that are recent now. */
    add(owner: string, uid: string, { seq, at }: { readonly seq: number; readonly at: Millis }) {
      const all = [...of(owner, at), { uid, seq, at }];
      byOwner.set(owner, all);
      return all;
    },
    of,
  };
}
