import { expect, test } from 'vitest';
import type { Pod } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { isActive, isAvailable, isReady } from './pods.ts';

const since = '2026-01-01T00:00:10Z';
const at = (seconds: number) => Date.parse('2026-01-01T00:00:00Z') + seconds * 1000;
const pod = (sketch: object): Pod => drawUp('Pod', 'web-1', 'uid', 0, sketch);
const ready = pod({
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }],
  },
});

test('a terminating pod is not active, but may be ready', () => {
  const terminating = { ...ready, metadata: { ...ready.metadata, deletionTimestamp: since } };
  expect([isActive(terminating), isReady(terminating)]).toEqual([false, true]);
  expect(isActive(pod({ status: { phase: 'Succeeded' } }))).toBe(false);
  expect(isActive(pod({ status: { phase: 'Pending' } }))).toBe(true);
});

test('a pod is available once it has been ready for long enough, give or take', () => {
  expect(isAvailable(ready, 0, at(10), 0)).toBe(true);
  expect(isAvailable(ready, 5, at(14), 0)).toBe(false);
  expect(isAvailable(ready, 5, at(14), 1000)).toBe(true);
  expect(isAvailable(ready, 5, at(15), 0)).toBe(true);
  expect(isAvailable(ready, 5, at(15), -1000)).toBe(false);
});
