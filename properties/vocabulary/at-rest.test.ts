import { expect, test } from 'vitest';
import type { PhaseEvent } from '../../specs/trace.ts';
import { isQuietRest } from './at-rest.ts';

test('rest is a hold that began in quiet, and nothing else', () => {
  const phase = (of: Partial<PhaseEvent>) =>
    isQuietRest({ event: 'phase', seq: 0, at: 0, phase: 'hold', ...of });
  expect(phase({ quiet: true })).toBe(true);
  expect([phase({ quiet: false }), phase({})]).toEqual([false, false]);
  expect(phase({ phase: 'settle', quiet: true })).toBe(false);
  expect(isQuietRest({ event: 'fault', seq: 0, at: 0, step: 0, phase: 'healed' })).toBe(false);
});
