import { expect, test } from 'vitest';
import { expectationsTimeoutMs, startExpectations } from './expectations.ts';

test('without a memory nothing is expected', () => {
  expect(startExpectations().areMet('web', 0)).toBe(true);
});

test('creations are met once as many were observed', () => {
  const expectations = startExpectations();
  expectations.expectCreations('web', 2, 0);
  expect(expectations.areMet('web', 0)).toBe(false);
  expectations.creationObserved('web');
  expect(expectations.areMet('web', 0)).toBe(false);
  expectations.creationObserved('web');
  expect(expectations.areMet('web', 0)).toBe(true);
});

test('a pod counts once, however often its deletion is seen, and only if it was expected', () => {
  const expectations = startExpectations();
  expectations.expectDeletions('web', ['web-a', 'web-b'], 0);
  expectations.deletionObserved('web', 'web-a');
  expectations.deletionObserved('web', 'web-a');
  expectations.deletionObserved('web', 'web-z');
  expect(expectations.areMet('web', 0)).toBe(false);
  expectations.deletionObserved('web', 'web-b');
  expect(expectations.areMet('web', 0)).toBe(true);
});

test('what is not met for five minutes counts as met', () => {
  const expectations = startExpectations();
  expectations.expectCreations('web', 1, 1000);
  expect(expectations.areMet('web', 1000 + expectationsTimeoutMs)).toBe(false);
  expect(expectations.areMet('web', 1001 + expectationsTimeoutMs)).toBe(true);
});

test('new expectations replace the old ones, and each owner has its own', () => {
  const expectations = startExpectations();
  expectations.expectCreations('web', 5, 0);
  expectations.expectDeletions('web', ['web-a'], 0);
  expectations.expectCreations('api', 1, 0);
  expectations.deletionObserved('web', 'web-a');
  expect(expectations.areMet('web', 0)).toBe(true);
  expect(expectations.areMet('api', 0)).toBe(false);
  expectations.forget('api');
  expect(expectations.areMet('api', 0)).toBe(true);
});
