import { describe, expect, test } from 'vitest';

import { formatFeatureGates, parseFeatureGates } from './feature-gates.ts';

describe('feature gates', () => {
  test('are read from the form that components take', () => {
    expect(parseFeatureGates('B=false, A=true,')).toEqual({ A: true, B: false });
  });

  test('can be absent', () => {
    expect(parseFeatureGates('')).toEqual({});
  });

  test.for(['A', 'A=yes', 'a=true', '=true', 'A=true B=false'])('%j is refused', (text) => {
    expect(() => parseFeatureGates(text)).toThrow(/GATE=true or GATE=false[\s\S]*next/);
  });

  test('cannot be both on and off', () => {
    expect(() => parseFeatureGates('A=true,B=true,A=false')).toThrow(/A=true and A=false/);
    expect(parseFeatureGates('A=true,A=true')).toEqual({ A: true });
  });

  test('are written in the order of their names, so that equal sets are equal texts', () => {
    expect(formatFeatureGates({ B: false, A: true })).toBe('A=true,B=false');
    expect(formatFeatureGates({})).toBe('');
  });
});
