/**
 * What the DaemonSet controller's process remembers, and forgets when it ends: how many of its own
 * creates and deletes it has not seen yet, and how long each node's failed pods are left alone.
 */
import type { Millis } from '../../../../specs/scenario.ts';

/** Counts, not names: a pod that merely claims this owner can meet one too early (DS-NODE-002). */
export interface Expectations {
  /** Replaces whatever was expected before. */
  expect(key: string, creations: number, deletions: number, nowMs: number): void;
  creationObserved(key: string): void;
  deletionObserved(key: string): void;
  /** Creations that were not even tried. */
  lowerCreations(key: string, count: number): void;
  areMet(key: string, nowMs: number): boolean;
  forget(key: string): void;
}

/** An expectation that is not met for so long counts as met (DS-NODE-002). */
const expectationsTimeoutMs: Millis = 300_000;

/** The empty memory of a process that has just started. */
export function startExpectations(): Expectations {
  const entries = new Map<string, { creations: number; deletions: number; sinceMs: number }>();
  return {
    expect(key, creations, deletions, nowMs) {
      entries.set(key, { creations, deletions, sinceMs: nowMs });
    },
    creationObserved(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.creations -= 1;
    },
    deletionObserved(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.deletions -= 1;
    },
    lowerCreations(key, count) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.creations -= count;
    },
    areMet(key, nowMs) {
      const entry = entries.get(key);
      if (entry === undefined) return true;
      if (entry.creations <= 0 && entry.deletions <= 0) return true;
      return nowMs - entry.sinceMs > expectationsTimeoutMs;
    },
    forget(key) {
      entries.delete(key);
    },
  };
}

/** DS-FAIL-001: how long a node's failed pods are left alone, twice as long after each deletion. */
export interface BackOff {
  /** The delay while it lasts, undefined when the pod may be deleted. */
  delayMs(key: string, nowMs: number): Millis | undefined;
  /** A failed pod is deleted now. */
  next(key: string, nowMs: number): void;
}

const firstDelayMs: Millis = 1_000;
const longestDelayMs: Millis = 900_000;

/** No failures so far. */
export function startBackOff(): BackOff {
  const entries = new Map<string, { delayMs: Millis; sinceMs: number }>();
  const recent = (key: string, nowMs: number) => {
    const entry = entries.get(key);
    return entry && nowMs - entry.sinceMs <= 2 * longestDelayMs ? entry : undefined;
  };
  return {
    delayMs(key, nowMs) {
      const entry = recent(key, nowMs);
      return entry && nowMs - entry.sinceMs < entry.delayMs ? entry.delayMs : undefined;
    },
    next(key, nowMs) {
      const entry = recent(key, nowMs);
      const delayMs = entry ? Math.min(2 * entry.delayMs, longestDelayMs) : firstDelayMs;
      entries.set(key, { delayMs, sinceMs: nowMs });
    },
  };
}
