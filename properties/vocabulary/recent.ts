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
  const byOwner = new Map<string, Recent[]>();
  return {
    add(owner: string, uid: string, { seq, at }: { readonly seq: number; readonly at: Millis }) {
      const kept = (byOwner.get(owner) ?? []).filter((each) => each.at >= at - target.stalenessMs);
      byOwner.set(owner, [...kept, { uid, seq, at }]);
    },
    of: (owner: string): readonly Recent[] => byOwner.get(owner) ?? [],
  };
}
