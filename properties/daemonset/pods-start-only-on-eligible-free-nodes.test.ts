import { describe, expect, test } from 'vitest';
import { miniDaemons, surging, tainted } from './fixture.ts';
import {
  podsStartOnlyOnEligibleFreeNodes as property,
} from './pods-start-only-on-eligible-free-nodes.ts';

describe('daemonset/pods-start-only-on-eligible-free-nodes', () => {
  test('holds for a free node, and again when its pod is gone', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').drop('bbbbb', 'user').born('ccccc', 'n1');
    expect(told.judge(property)).toBe('passed');
  });
  test('fails beside a pod that is terminating', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').kill('bbbbb', 'user').born('ccccc', 'n1');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails beside a failed pod that was not deleted', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').fail('bbbbb').born('ccccc', 'n1');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails on a node with a taint that is not tolerated', () => {
    const told = miniDaemons(1).taint('n1', tainted('NoSchedule')).born('bbbbb', 'n1');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails on a node that does not match, and on one that is gone', () => {
    const nodeSelector = { zone: 'x' };
    const told = miniDaemons(1).roll('b', { nodeSelector }).born('bbbbb', 'n1', { revision: 'b' });
    expect(told.judge(property)).toBe('failed');
    expect(miniDaemons(1).removeNode('n1').born('bbbbb', 'n1').judge(property)).toBe('failed');
  });
  test('holds for a node that may still have been seen as eligible', () => {
    const late = { stalenessMs: 2_000 };
    const told = miniDaemons(1, {}, late).taint('n1', tainted('NoExecute')).born('bbbbb', 'n1');
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for a second pod of a node although the first may not have been seen', () => {
    const told = miniDaemons(1, {}, { stalenessMs: 60_000 }).born('bbbbb', 'n1');
    expect(told.born('ccccc', 'n1').judge(property)).toBe('failed');
  });
  test('holds while surging, beside one old pod or one that is going', () => {
    const surge = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').roll('b');
    expect(surge.born('ccccc', 'n1', { revision: 'b' }).judge(property)).toBe('passed');
    const going = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').kill('bbbbb', 'user');
    expect(going.born('ccccc', 'n1').judge(property)).toBe('passed');
  });
  test('fails while surging, beside a pod of the same revision', () => {
    const told = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').born('ccccc', 'n1');
    expect(told.trace.judge(property)).toMatchObject({
      status: 'failed',
      violation: {
        message: 'log-ccccc at a was created for n1 although it must not be',
        expected: 'n1 eligible, and no pod that stays there but one of another revision',
        observed: 'n1 is eligible; pods there: log-bbbbb is Ready at a',
      },
    });
  });
  test('says nothing about pods that others make', () => {
    const told = miniDaemons(1).born('bbbbb', 'n9', { actor: 'user' });
    expect(told.judge(property)).toBe('vacuous');
  });
});
