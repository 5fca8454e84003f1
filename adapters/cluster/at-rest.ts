/** Has the world come to rest? On a wall clock that can only be concluded from silence. */
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterDoneQuietMs } from '../../specs/deadlines.ts';
import type { Millis } from '../../specs/scenario.ts';
import { looksDone } from './done.ts';
import { dueOf } from './due.ts';
import type { World } from './world.ts';

export interface Silence {
  /** Enough for a world that looks unfinished. */
  readonly quiet: Millis;
  /** Multiplies what is enough for a world that looks done. */
  readonly timeoutScale: number;
}

const pollMs = 25;

/** Waits until nothing has changed for long enough and nothing is known to be still to come; false
 * when that is not so by the deadline. Everything stored by then has been observed either way. */
export async function waitForRest(
  world: World,
  silence: Silence,
  deadline: Millis,
): Promise<boolean> {
  // Silence before the last fault was healed says nothing: its victims may have slept through it.
  const since = world.now();
  for (;;) {
    if (isAtRest(world, silence, since)) {
      await world.catchUp();
      if (isAtRest(world, silence, since)) return true;
    }
    if (world.now() >= deadline) {
      await world.catchUp();
      return false;
    }
    await sleep(pollMs);
  }
}

function isAtRest(world: World, { quiet, timeoutScale }: Silence, since: Millis): boolean {
  const silence = world.now() - Math.max(world.observer.lastActivity(), since);
  // Nobody who is in the middle of a sync has to be heard of before its end.
  const syncMs = world.longestSyncMs();
  const least = Math.max(syncMs, Math.min(quiet, clusterDoneQuietMs * timeoutScale));
  if (silence < least) return false;
  const objects = world.objects();
  const due = dueOf(objects, world.nodeTimes);
  const overdue = due === undefined ? Number.POSITIVE_INFINITY : Date.now() - due;
  return Math.min(silence, overdue) >= (looksDone(objects) ? least : Math.max(quiet, syncMs));
}
