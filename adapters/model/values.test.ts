import { describe, expect, test } from 'vitest';
import { isSame, mergePatch } from './values.ts';

describe('isSame', () => {
  test.for([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }],
    [{ a: 1, b: undefined }, { a: 1 }],
    [[], []],
    [null, null],
  ])('%j equals %j', ([a, b]) => {
    expect(isSame(a, b)).toBe(true);
    expect(isSame(b, a)).toBe(true);
  });

  test.for([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [[1], [1, 2]],
    [[], {}],
    [{}, null],
    ['1', 1],
  ])('%j differs from %j', ([a, b]) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });
});

describe('mergePatch', () => {
  const value = { labels: { a: '1', b: '2' }, list: [1, 2], spec: { deep: { x: 1 } } };

  test('merges objects, removes what is null, replaces lists', () => {
    const patched = mergePatch(value, { labels: { a: null, c: '3' }, list: [3] });
    expect(patched).toEqual({ labels: { b: '2', c: '3' }, list: [3], spec: { deep: { x: 1 } } });
  });

  test('shares what it leaves alone', () => {
    const patched = mergePatch(value, { labels: { a: '9' } }) as typeof value;
    expect(patched.spec).toBe(value.spec);
    expect(value.labels.a).toBe('1');
  });

  test('is the value itself when nothing changes', () => {
    expect(mergePatch(value, { labels: { a: '1', gone: null }, spec: {} })).toBe(value);
  });
});
