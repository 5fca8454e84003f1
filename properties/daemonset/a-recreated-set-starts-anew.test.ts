import { describe, expect, test } from 'vitest';
import type { CreateCommand } from '../../specs/scenario.ts';
import { aRecreatedSetStartsAnew as property } from './a-recreated-set-starts-anew.ts';
import { miniDaemons } from './fixture.ts';

const create: CreateCommand = {
  verb: 'create',
  kind: 'DaemonSet',
  name: 'log',
  spec: { template: { revision: 'a' } },
};
const recreated = () =>
  miniDaemons(1).also((trace) => {
    trace.command(create).command(create);
  });

describe('daemonset/a-recreated-set-starts-anew', () => {
  test('holds when its nodes have their pods', () => {
    expect(recreated().pod('bbbbb', 'n1').rest().judge(property)).toBe('passed');
  });
  test('fails when they have none', () => {
    expect(recreated().rest().judge(property)).toBe('failed');
  });
  test('says nothing about a set that is the first of its name', () => {
    expect(miniDaemons(1).rest().judge(property)).toBe('vacuous');
  });
});
