import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import type { Rule } from './api-rules.ts';
import type { Draft } from './api-writes.ts';
import {
  isAmount,
  isDnsLabel,
  isEqual,
  isMoreThanAll,
  isNothing,
  notNegative,
  selectorRules,
  templateRules,
} from './api-rules.ts';

const draft = (spec: object): Draft => ({ metadata: { name: 'web' }, spec }) as unknown as Draft;
const isBroken = (rule: Rule | undefined, after: object, before?: object) => {
  const stored = before && (draft(before) as unknown as Deployment);
  return rule?.isBroken({ before: stored, after: draft(after), set: undefined }, []);
};

test('amounts are whole numbers of at least zero, or percentages', () => {
  expect(['0%', '25%', '300%', 0, 7].map(isAmount)).toEqual([true, true, true, true, true]);
  expect(['x', '5', '-5%', '5%x', 'x5%', -1].map(isAmount)).toEqual(Array(6).fill(false));
  expect(['101%', '200%'].map(isMoreThanAll)).toEqual([true, true]);
  expect(['100%', '200', 'x200%', '200%x', 200].map(isMoreThanAll)).toEqual(Array(5).fill(false));
  expect([0, '0%', '00%'].map(isNothing)).toEqual([true, true, true]);
  expect([1, '10%', '0%x', undefined].map(isNothing)).toEqual(Array(4).fill(false));
});

test('a DNS label has lower-case letters, digits and inner dashes, at most 63', () => {
  const good = ['a', '7', 'a-b', 'abc', 'a'.repeat(63)];
  expect(good.map(isDnsLabel)).toEqual(Array(5).fill(true));
  const bad = ['', '-a', 'a-', 'A', 'a.b', 'a'.repeat(64), 7];
  expect(bad.map(isDnsLabel)).toEqual(Array(7).fill(false));
});

describe('two values are equal', () => {
  test('whatever the order of their members, and however little there is of nothing', () => {
    expect(isEqual({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    expect(isEqual({ a: 1, b: {}, c: [], d: null, e: undefined }, { a: 1 })).toBe(true);
    expect(isEqual({ a: 1 }, { a: 1, b: {}, c: [], d: null, e: undefined })).toBe(true);
    expect(isEqual({ a: { b: null } }, { a: { b: {} } })).toBe(true);
  });
  test('but not if anything else differs', () => {
    expect(isEqual({ a: 1 }, { a: 2 })).toBe(false);
    expect(isEqual({ a: 1 }, { a: 1, b: 0 })).toBe(false);
    expect(isEqual({ a: 1, b: 0 }, { a: 1 })).toBe(false);
    expect(isEqual({ a: 1, b: 1 }, { a: 1, c: 1 })).toBe(false);
    expect(isEqual([1, 2], [2, 1])).toBe(false);
    expect(isEqual([1], [1, 2])).toBe(false);
    expect(isEqual(['a'], { 0: 'a' })).toBe(false);
    expect(isEqual({ 0: 'a' }, ['a'])).toBe(false);
    expect([isEqual(null, {}), isEqual({}, null), isEqual('{}', {})]).toEqual(Array(3).fill(false));
  });
});

test('zero is not negative, and neither is a text', () => {
  const rule = notNegative('DEP-API-002', 'replicas');
  const replicas = [-1, 0, 1, '-1', undefined];
  expect(replicas.map((each) => isBroken(rule, { replicas: each }))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('pods of workloads restart always, and have no deadline', () => {
  const [restart, deadline] = templateRules('DEP-API-002');
  const of = (spec: object) => ({ template: { spec } });
  expect(isBroken(restart, of({ restartPolicy: 'Never' }))).toBe(true);
  expect(isBroken(restart, of({ restartPolicy: 'Always' }))).toBe(false);
  expect(isBroken(restart, of({}))).toBe(false);
  expect(isBroken(deadline, of({ activeDeadlineSeconds: 3 }))).toBe(true);
  expect(isBroken(deadline, of({}))).toBe(false);
});

describe('a selector', () => {
  const [present, fits, same] = selectorRules('DEP-API-001');
  const labelled = { template: { metadata: { labels: { app: 'mini' } } } };
  const words = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };
  test('says something, by labels or by expressions', () => {
    expect(isBroken(present, { selector: words })).toBe(false);
    expect(isBroken(present, { selector: { matchLabels: { app: 'mini' } } })).toBe(false);
    const both = { matchLabels: { app: 'mini' }, ...words };
    expect(isBroken(present, { selector: both })).toBe(false);
    expect(isBroken(present, { selector: { matchLabels: {}, matchExpressions: [] } })).toBe(true);
    expect(isBroken(present, {})).toBe(true);
  });
  test('matches the labels of the template', () => {
    expect(isBroken(fits, { selector: words, ...labelled })).toBe(false);
    expect(isBroken(fits, { selector: { matchLabels: { app: 'x' } }, ...labelled })).toBe(true);
  });
  test('never changes', () => {
    const [one, other] = [{ matchLabels: { a: '1' } }, { matchLabels: { a: '2' } }];
    expect(isBroken(same, { selector: other }, { selector: one })).toBe(true);
    expect(isBroken(same, { selector: one }, { selector: { ...one } })).toBe(false);
    expect(isBroken(same, { selector: one })).toBe(false);
  });
});
