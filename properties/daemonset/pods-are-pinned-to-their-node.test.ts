import { describe, expect, test } from 'vitest';
import { miniDaemons, pinnedTo } from './fixture.ts';
import { podsArePinnedToTheirNode as property } from './pods-are-pinned-to-their-node.ts';

const born = (spec: object) => miniDaemons(2).born('bbbbb', 'n1', { spec });

describe('daemonset/pods-are-pinned-to-their-node', () => {
  test('holds when it is pinned and bound to that node', () => {
    expect(miniDaemons(2).born('bbbbb', 'n1').bind('bbbbb', 'n1').judge(property)).toBe('passed');
  });
  test('fails when the terms of the template are kept beside the pin', () => {
    const zone = { matchExpressions: [{ key: 'zone', operator: 'Exists' as const }] };
    expect(born({ affinity: pinnedTo('n1', zone) }).judge(property)).toBe('failed');
  });
  test('fails when it is not pinned, or bound at birth', () => {
    expect(born({ affinity: {} }).judge(property)).toBe('failed');
    expect(born({ nodeName: 'n1' }).judge(property)).toBe('failed');
  });
  test('fails when it is bound to another node', () => {
    expect(miniDaemons(2).born('bbbbb', 'n1').bind('bbbbb', 'n2').judge(property)).toBe('failed');
  });
  test('says nothing about pods that others make', () => {
    const told = miniDaemons(2).born('bbbbb', 'n1', { actor: 'user', spec: { affinity: {} } });
    expect(told.judge(property)).toBe('vacuous');
  });
});
