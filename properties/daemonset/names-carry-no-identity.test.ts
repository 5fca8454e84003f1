import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { namesCarryNoIdentity as property } from './names-carry-no-identity.ts';

describe('daemonset/names-carry-no-identity', () => {
  test('holds for five random characters', () => {
    expect(miniDaemons(1).born('x7f2k', 'n1').judge(property)).toBe('passed');
  });
  test('fails for the name of the node, and for an ordinal', () => {
    expect(miniDaemons(1).born('n1', 'n1').judge(property)).toBe('failed');
    expect(miniDaemons(1).born('0', 'n1').judge(property)).toBe('failed');
  });
  test('fails for vowels, which are left out on purpose', () => {
    expect(miniDaemons(1).born('audio', 'n1').judge(property)).toBe('failed');
  });
  test('fails for a host name of its own', () => {
    const told = miniDaemons(1).born('x7f2k', 'n1', { spec: { hostname: 'n1' } });
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing about pods that others make', () => {
    expect(miniDaemons(1).born('n1', 'n1', { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
