import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesAnOldReplicaSetGrows as property } from './sometimes-an-old-replica-set-grows.ts';

const left = () =>
  miniTrace().deployment().set('a', { desired: 3 }).change({ replicas: 5 }).roll('b');

test('is seen when the ReplicaSet of a template that was left is raised', () => {
  expect(left().resize('a', 5, { desired: 5 }).judge(property)).toBe('passed');
});

test('is not seen when users raise it, or when its template is wanted', () => {
  expect(left().resize('a', 5, { actor: 'user' }).judge(property)).toBe('vacuous');
  const wanted = miniTrace().deployment().set('a').change({ replicas: 5 });
  expect(wanted.resize('a', 5).judge(property)).toBe('vacuous');
});
