import { describe, expect, test } from 'vitest';
import type { Story } from './fixture.ts';
import { miniDaemons } from './fixture.ts';
import { onlyUnusedRevisionsAreDeleted as property } from './only-unused-revisions-are-deleted.ts';

const number = (told: Story, letter: string, revision: number) =>
  told.also((trace) => trace.change('ControllerRevision', `log-${letter}`, { revision }));
const drop = (told: Story, letter: string, actor: 'user' | 'daemonset-controller') =>
  told.also((trace) => trace.remove('ControllerRevision', `log-${letter}`, actor));
/** Revisions a, b and c with numbers 1, 2 and 3. */
const rolled = (revisionHistoryLimit: number, options = {}) =>
  number(
    number(miniDaemons(2, { revisionHistoryLimit }, options).roll('b'), 'b', 2).roll('c'),
    'c',
    3,
  ).wait(10_000);

describe('daemonset/only-unused-revisions-are-deleted', () => {
  test('holds for the lowest one beyond the limit', () => {
    expect(drop(rolled(1), 'a', 'daemonset-controller').judge(property)).toBe('passed');
    const carried = rolled(1).pod('bbbbb', 'n1');
    expect(drop(carried, 'b', 'daemonset-controller').judge(property)).toBe('passed');
  });
  test('fails for a higher one, within the limit, or while a pod carries it', () => {
    expect(drop(rolled(1), 'b', 'daemonset-controller').judge(property)).toBe('failed');
    expect(drop(rolled(2), 'a', 'daemonset-controller').judge(property)).toBe('failed');
    const carried = rolled(0).pod('bbbbb', 'n1');
    expect(drop(carried, 'a', 'daemonset-controller').judge(property)).toBe('failed');
  });
  test('holds when the pod may not have been seen', () => {
    const late = rolled(0, { stalenessMs: 3000 }).born('bbbbb', 'n1');
    expect(drop(late, 'a', 'daemonset-controller').judge(property)).toBe('passed');
  });
  test('says nothing of what others delete', () => {
    expect(drop(rolled(1), 'b', 'user').judge(property)).toBe('vacuous');
  });
});
