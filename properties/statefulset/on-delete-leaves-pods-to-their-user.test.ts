import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { onDeleteLeavesPodsToTheirUser as property } from './on-delete-leaves-pods-to-their-user.ts';

const onDelete = { updateStrategy: { type: 'OnDelete' } } as const;
const rolled = (options = {}) =>
  miniSet({ replicas: 2, ...onDelete }, options).pods([0, 1]).roll('b');

describe('statefulset/on-delete-leaves-pods-to-their-user', () => {
  test('holds when a user deletes an old pod', () => {
    expect(rolled().kill(1, 'user').judge(property)).toBe('passed');
  });
  test('fails when the controller deletes it', () => {
    expect(rolled().kill(1).judge(property)).toBe('failed');
    expect(rolled().kill(0).judge(property)).toBe('failed');
  });
  test('holds when another strategy or size may still have been seen', () => {
    const rolling = { updateStrategy: { type: 'RollingUpdate' } } as const;
    const told = miniSet({ replicas: 2, ...rolling }, { stalenessMs: 2_000 });
    expect(told.pods([0, 1]).roll('b').change(onDelete).kill(1).judge(property)).toBe('passed');
    const smaller = miniSet({ replicas: 1, ...onDelete }, { stalenessMs: 2_000 }).pods([0, 1]);
    expect(smaller.change({ replicas: 2 }).kill(1).judge(property)).toBe('passed');
  });
  test('says nothing of other strategies, pods that ended, are not wanted or not old', () => {
    expect(miniSet().pods([0, 1, 2]).roll('b').kill(2).judge(property)).toBe('vacuous');
    expect(rolled().fail(1).kill(1).judge(property)).toBe('vacuous');
    expect(rolled().change({ replicas: 1 }).kill(1).judge(property)).toBe('vacuous');
    const fresh = miniSet({ replicas: 1, ...onDelete }).pod(0).kill(0, 'user');
    expect(fresh.judge(property)).toBe('vacuous');
  });
});
