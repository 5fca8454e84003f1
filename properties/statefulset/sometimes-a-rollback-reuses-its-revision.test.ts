import { expect, test } from 'vitest';
import type { Actor } from '../../specs/trace.ts';
import { miniSet, templateOf } from './fixture.ts';
import {
  sometimesARollbackReusesItsRevision as property,
} from './sometimes-a-rollback-reuses-its-revision.ts';

const raised = (revision: number, actor: Actor = 'statefulset-controller') =>
  miniSet()
    .roll('b')
    .change({ template: templateOf('a') })
    .also((trace) => trace.change('ControllerRevision', 'web-a', { revision }, actor))
    .judge(property);

test('is seen when the controller raises the number', () => {
  expect(raised(3)).toBe('passed');
});

test('is not seen when it stays, or somebody else raises it', () => {
  expect(raised(1)).toBe('vacuous');
  expect(raised(3, 'user')).toBe('vacuous');
});
