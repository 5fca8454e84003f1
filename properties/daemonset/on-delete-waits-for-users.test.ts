import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { onDeleteWaitsForUsers as property } from './on-delete-waits-for-users.ts';

const onDelete = { updateStrategy: { type: 'OnDelete' } } as const;
const told = (spec = {}, options = {}) =>
  miniDaemons(1, spec, options).pod('bbbbb', 'n1').wait(10_000);

describe('daemonset/on-delete-waits-for-users', () => {
  test('holds for pods that may not stay', () => {
    const left = told(onDelete).taint('n1', tainted('NoExecute')).kill('bbbbb');
    expect(left.judge(property)).toBe('passed');
  });
  test('fails for an update', () => {
    expect(told(onDelete).roll('b').kill('bbbbb').judge(property)).toBe('failed');
  });
  test('holds when the other strategy may still have been seen', () => {
    const changed = told({}, { stalenessMs: 3000 }).roll('b').change(onDelete);
    expect(changed.kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing of users, ended pods and the other strategy', () => {
    expect(told(onDelete).roll('b').kill('bbbbb', 'user').judge(property)).toBe('vacuous');
    expect(told(onDelete).fail('bbbbb').kill('bbbbb').judge(property)).toBe('vacuous');
    expect(told().roll('b').kill('bbbbb').judge(property)).toBe('vacuous');
  });
});
