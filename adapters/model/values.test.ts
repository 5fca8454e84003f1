import { describe, expect, test } from 'vitest';
import { canonicalJson, isSame, mergePatch, positive, present } from './values.ts';

describe('isSame', () => {
  test.for([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }],
    [{ a: 1, b: undefined }, { a: 1 }],
    [{ a: 1, b: undefined }, { c: undefined, a: 1, d: undefined }],
    [[], []],
    [null, null],
  ])('%j equals %j', ([a, b]) => {
    expect(isSame(a, b)).toBe(true);
    expect(isSame(b, a)).toBe(true);
  });

  test.for([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1, b: undefined }, { a: 1, b: 2 }],
    [{ a: 1, b: undefined }, { c: 2, a: 1 }],
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

test('only members that are present stay, in their order', () => {
  const members = present<{ b?: number; a?: number; c?: number }>({
    b: 1,
    a: positive(0),
    c: positive(2),
  });
  expect(Object.entries(members)).toEqual([
    ['b', 1],
    ['c', 2],
  ]);
});

test('canonical JSON does not depend on the order of members', () => {
  const one = { b: [1, { d: null, c: 'x' }], a: undefined, e: '"' };
  expect(canonicalJson(one)).toBe('{"b":[1,{"c":"x","d":null}],"e":"\\""}');
  expect(canonicalJson({ e: '"', b: [1, { c: 'x', d: null }] })).toBe(canonicalJson(one));
});
