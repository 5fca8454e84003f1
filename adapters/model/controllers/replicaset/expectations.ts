/**
 * Expectations: what a controller remembers of its own creates and deletes until it has seen them.
 *
 * They live in the memory of one process only (RS-CRASH-001): a restart begins with none.
 */
import type { Millis } from '../../../../specs/scenario.ts';

/** RS-CNT-002: an expectation that is not met for so long counts as met. */
export const expectationsTimeoutMs: Millis = 300_000;

/** The memory of one process; keys are names of owners. */
export interface Expectations {
  /** Replaces whatever was expected before. */
  expectCreations(key: string, count: number, nowMs: number): void;
  /** Replaces whatever was expected before; the names are those of the pods to go. */
  expectDeletions(key: string, pods: readonly string[], nowMs: number): void;
  creationObserved(key: string): void;
  /** Counts each expected pod once: its deletionTimestamp and its going are one deletion. */
  deletionObserved(key: string, pod: string): void;
  areMet(key: string, nowMs: number): boolean;
  forget(key: string): void;
}

interface Entry {
  creations: number;
  deletions: number;
  readonly pods: Set<string>;
  readonly sinceMs: number;
}

/** The empty memory of a process that has just started. */
export function startExpectations(): Expectations {
  const entries = new Map<string, Entry>();
  return {
    expectCreations(key, count, nowMs) {
      const pods = entries.get(key)?.pods ?? new Set();
      entries.set(key, { creations: count, deletions: 0, pods, sinceMs: nowMs });
    },
    expectDeletions(key, pods, nowMs) {
      const awaited = new Set(pods);
      entries.set(key, { creations: 0, deletions: awaited.size, pods: awaited, sinceMs: nowMs });
    },
    creationObserved(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.creations -= 1;
    },
    deletionObserved(key, pod) {
      const entry = entries.get(key);
      if (entry?.pods.delete(pod)) entry.deletions -= 1;
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
