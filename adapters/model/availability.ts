/** Does the API server answer anybody but the suite? While it does not, what others want waits. */
import type { Clock, Happening } from './clock.ts';
import type { Millis } from '../../specs/scenario.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';

export interface Availability {
  isUp(): boolean;
  set(isUp: boolean): void;
  /** Schedules a write of an actor that simply tries again until the server answers. */
  after(delay: Millis, happening: Happening, run: () => void): void;
  /** Calls back when the server goes away and when it comes back. */
  subscribe(listener: (isUp: boolean) => void): () => void;
}

/** How long after the server is back the last of those that waited is heard. */
const retryWithinMs = 500;

/** A server that is up. */
export function availability(clock: Clock, random: Random): Availability {
  const listeners = new Set<(isUp: boolean) => void>();
  let waiting: { readonly happening: Happening; readonly run: () => void }[] = [];
  let isUp = true;

  function after(delay: Millis, happening: Happening, run: () => void): void {
    clock.after(delay, happening, () => {
      if (isUp) run();
      else waiting.push({ happening, run });
    });
  }

  function set(next: boolean): void {
    if (isUp === next) return;
    isUp = next;
    for (const listener of listeners) listener(next);
    if (!next) return;
    const resumed = waiting;
    waiting = [];
    for (const { happening, run } of resumed) {
      after(between(random, 1, retryWithinMs, 'retry'), happening, run);
    }
  }

  return {
    isUp: () => isUp,
    set,
    after,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
