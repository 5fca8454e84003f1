import { expect, test } from 'vitest';
import type { Pod } from '../../../specs/kubernetes.ts';
import { isAvailable, nextAvailabilityMs } from './pod-state.ts';

const epoch = Date.parse('2026-01-01T00:00:00Z');

function pod(status: 'True' | 'False', lastTransitionTime: string): Pod {
  const metadata = { name: 'p', uid: 'p', resourceVersion: '1', creationTimestamp: '' };
  const conditions = [{ type: 'Ready', status, lastTransitionTime }];
  const spec = { containers: [] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { conditions } };
}

const ready = pod('True', '2026-01-01T00:00:05Z');

test('a pod is available once it has been ready for long enough', () => {
  expect(isAvailable(ready, 10, epoch + 14_999)).toBe(false);
  expect(isAvailable(ready, 10, epoch + 15_000)).toBe(true);
  expect(isAvailable(ready, 0, epoch)).toBe(true);
  expect(isAvailable(pod('False', '2026-01-01T00:00:00Z'), 0, epoch)).toBe(false);
});

test('the next look is due when the first ready pod becomes available', () => {
  const later = pod('True', '2026-01-01T00:00:07Z');
  expect(nextAvailabilityMs([later, ready], 10, epoch + 8_000)).toBe(7_000);
  expect(nextAvailabilityMs([later, ready], 10, epoch + 15_000)).toBe(2_000);
  expect(nextAvailabilityMs([later, ready], 10, epoch + 17_000)).toBeUndefined();
  expect(nextAvailabilityMs([pod('False', '')], 10, epoch)).toBeUndefined();
});
