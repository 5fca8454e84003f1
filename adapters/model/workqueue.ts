/**
 * A component's queue of keys: each key is in it at most once, never worked on twice at a time,
 * retried later and later (5 ms, or what its owner says, doubling up to 1000 s).
 *
 * Not modelled: the bucket that limits retries of all keys together; more than one worker.
 */
import type { Millis } from '../../specs/scenario.ts';
import type { Clock, Scheduled } from './clock.ts';

export interface WorkQueue {
  add(key: string): void;
  /** The earliest of several delayed adds of a key counts. */
  addAfter(key: string, delay: Millis): void;
  addRateLimited(key: string): void;
  /** How often a key was added with back-off since it was last forgotten. */
  retriesOf(key: string): number;
  /** When the last retry is due of those that were put off before a moment. */
  retryPending(before: Millis): Millis | undefined;
  forget(key: string): void;
  isEmpty(): boolean;
  /** Takes the next key to work on; `done` must follow. */
  take(): string | undefined;
  done(key: string): void;
  stop(): void;
}

const firstRetryMs = 5;
const lastRetryMs = 1_000_000;

/** An empty queue; `wake` is called whenever a key became ready. */
export function workQueue(
  clock: Clock,
  wake: () => void,
  firstMs: Millis = firstRetryMs,
): WorkQueue {
  const ready: string[] = [];
  const dirty = new Set<string>();
  const processing = new Set<string>();
  const waiting = new Map<string, Scheduled>();
  const backOff = noRetries(clock, firstMs);

  function add(key: string): void {
    if (dirty.has(key)) return;
    dirty.add(key);
    if (processing.has(key)) return;
    ready.push(key);
    wake();
  }

  function addAfter(key: string, delay: Millis): void {
    if (delay <= 0) return add(key);
    const planned = waiting.get(key);
    if (planned && planned.due <= clock.now() + delay) return;
    if (planned) planned.cancelled = true;
    const event = clock.after(delay, 'sync-wake', () => {
      waiting.delete(key);
      add(key);
    });
    waiting.set(key, event);
  }

  return {
    add,
    addAfter,
    addRateLimited: (key) => addAfter(key, backOff.next(key)),
    retriesOf: backOff.countOf,
    retryPending: backOff.pending,
    forget: backOff.forget,
    isEmpty: () => ready.length === 0,
    take() {
      const key = ready.shift();
      if (key === undefined) return undefined;
      dirty.delete(key);
      processing.add(key);
      backOff.begin(key);
      return key;
    },
    done(key) {
      processing.delete(key);
      if (dirty.has(key)) ready.push(key);
    },
    stop() {
      for (const event of waiting.values()) event.cancelled = true;
      waiting.clear();
    },
  };
}

/** A key that waits to be tried again. */
interface Retry {
  readonly since: Millis;
  readonly due: Millis;
}

/** How often each key has failed, and which of them wait to be tried again. */
function noRetries(clock: Clock, firstMs: Millis) {
  const failures = new Map<string, number>();
  const retries = new Map<string, Retry>();
  return {
    /** How long the key must wait this time. */
    next(key: string): Millis {
      const failed = failures.get(key) ?? 0;
      failures.set(key, failed + 1);
      const delay = Math.min(firstMs * 2 ** failed, lastRetryMs);
      retries.set(key, { since: clock.now(), due: clock.now() + delay });
      return delay;
    },
    countOf: (key: string) => failures.get(key) ?? 0,
    begin: (key: string) => void retries.delete(key),
    forget: (key: string) => void failures.delete(key),
    pending(before: Millis): Millis | undefined {
      const dues = [...retries.values()].flatMap(({ since, due }) => (since < before ? due : []));
      return dues.length === 0 ? undefined : Math.max(...dues);
    },
  };
}
