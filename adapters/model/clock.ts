/**
 * Virtual time and the queue of what is going to happen, as a binary heap. Events are ordered by
 * when they are due, then by a tie-break drawn from the seed, then in the order of scheduling.
 */
import { timestampOf } from '../../specs/kubernetes.ts';
import type { Timestamp } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Random } from './random.ts';

/** Everything that can occur in the model. */
export type Happening =
  | 'cache-delivery'
  | 'sync-start'
  | 'sync-wake'
  | 'api-request'
  | 'component-start'
  | 'scheduling'
  | 'pod-stage'
  | 'pod-removal'
  | 'node-report'
  | 'node-check'
  | 'pod-eviction'
  | 'claim-binding'
  | 'garbage-collection'
  | 'pod-collection'
  | 'endpoints-sync'
  | 'budget-sync'
  | 'quota-sync';

/** Something that is going to happen unless it is cancelled. */
export interface Scheduled {
  readonly due: Millis;
  readonly happening: Happening;
  cancelled: boolean;
}

export interface Clock {
  /** Milliseconds since the start of the run. */
  now(): Millis;
  /** Milliseconds since the epoch, as controllers read them. */
  epochMs(): number;
  /** Now as the API server stores it: whole seconds. */
  timestamp(): Timestamp;
  /** Schedules; a delay below zero counts as none. */
  after(delay: Millis, happening: Happening, run: () => void): Scheduled;
  /** Lets the next event happen if it is due by `until`; false when there is none. */
  step(until: Millis): boolean;
  /** Sets the time forward, to where `step` found nothing left to do. */
  jump(to: Millis): void;
}

interface Entry extends Scheduled {
  readonly tie: number;
  readonly sequence: number;
  readonly run: () => void;
}

/** The start of every run. */
export const startedAt = '2026-01-01T00:00:00.000Z';
const epochStart = Date.parse(startedAt);
const tieBound = 0x4000_0000;

/** Time from zero with an empty queue. */
export function virtualClock(random: Random): Clock {
  const heap: Entry[] = [];
  let now: Millis = 0;
  let sequence = 0;
  let second = -1;
  let stamp = '';

  function timestamp(): Timestamp {
    const current = Math.floor(now / 1000);
    if (current !== second) {
      second = current;
      stamp = timestampOf(epochStart + now);
    }
    return stamp;
  }

  function after(delay: Millis, happening: Happening, run: () => void): Scheduled {
    sequence += 1;
    const due = now + Math.max(0, delay);
    const tie = random.below(tieBound, 'tie');
    const entry: Entry = { due, happening, cancelled: false, tie, sequence, run };
    heap.push(entry);
    siftUp(heap, heap.length - 1);
    return entry;
  }

  function step(until: Millis): boolean {
    for (;;) {
      const next = heap[0];
      if (next === undefined || next.due > until) return false;
      removeFirst(heap);
      if (next.cancelled) continue;
      now = Math.max(now, next.due);
      next.run();
      return true;
    }
  }

  function jump(to: Millis): void {
    now = Math.max(now, to);
  }

  return { now: () => now, epochMs: () => epochStart + now, timestamp, after, step, jump };
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.due !== b.due) return a.due < b.due;
  if (a.tie !== b.tie) return a.tie < b.tie;
  return a.sequence < b.sequence;
}

function siftUp(heap: Entry[], start: number): void {
  let index = start;
  const entry = heap[index];
  if (entry === undefined) return;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    let childIndex = left;
    let child = heap[left];
    const right = heap[left + 1];
    if (child !== undefined && right !== undefined && isBefore(right, child)) {
      childIndex = left + 1;
      child = right;
    }
    if (child === undefined || !isBefore(child, last)) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = last;
}
