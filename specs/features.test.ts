import { describe, expect, test } from 'vitest';
import { featuresOf, isAtLeast, isInRange } from './features.ts';

describe('what a release does', () => {
  test.for([
    ['1.35.0', true],
    ['1.35.8', false],
    ['1.36.3', false],
    ['1.37.1', true],
  ] as const)('%s has maxUnavailable of StatefulSets on by default: %s', ([version, isOn]) => {
    expect(featuresOf(version).has('MaxUnavailableStatefulSet')).toBe(isOn);
  });

  test('gates may be asked for, except locked ones', () => {
    const asked = { MaxUnavailableStatefulSet: true, LogarithmicScaleDown: false };
    const features = featuresOf('1.36.3', asked);
    expect(features.has('MaxUnavailableStatefulSet')).toBe(true);
    expect(features.has('LogarithmicScaleDown')).toBe(true);
  });

  test('what came without a gate comes with its release', () => {
    expect(featuresOf('1.36.4').has('OnDeleteUpdatesComplete')).toBe(false);
    expect(featuresOf('1.37.0').has('OnDeleteUpdatesComplete')).toBe(true);
    expect(featuresOf('1.37').has('RecreateHearsOfEveryPod')).toBe(true);
  });
});

test('versions are compared as numbers, and a range may be asked', () => {
  expect(isAtLeast('1.100.0', '1.37')).toBe(true);
  expect(isAtLeast('1.37', '1.37.1')).toBe(true);
  expect(isInRange('1.37', '>=1.34 <1.37')).toBe(false);
});
