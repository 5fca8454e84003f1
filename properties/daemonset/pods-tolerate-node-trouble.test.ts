import { describe, expect, test } from 'vitest';
import { automaticTolerations } from '../vocabulary/eligibility.ts';
import { miniDaemons } from './fixture.ts';
import { podsTolerateNodeTrouble as property } from './pods-tolerate-node-trouble.ts';

const all = automaticTolerations({ containers: [] });
const born = (spec: object) => miniDaemons(1).born('bbbbb', 'n1', { spec });

describe('daemonset/pods-tolerate-node-trouble', () => {
  test('holds with all six, and with a seventh on the host network', () => {
    expect(born({ tolerations: all }).judge(property)).toBe('passed');
    const tolerations = automaticTolerations({ containers: [], hostNetwork: true });
    expect(born({ hostNetwork: true, tolerations }).judge(property)).toBe('passed');
  });
  test('fails when one is missing', () => {
    const tolerations = all.filter(({ key }) => key !== 'node.kubernetes.io/unschedulable');
    expect(born({ tolerations }).judge(property)).toBe('failed');
  });
  test('fails when one has a time limit', () => {
    const tolerations = all.map((each) => ({ ...each, tolerationSeconds: 300 }));
    expect(born({ tolerations }).judge(property)).toBe('failed');
  });
  test('fails on the host network without the seventh', () => {
    expect(born({ hostNetwork: true, tolerations: all }).judge(property)).toBe('failed');
  });
  test('says nothing about pods that others make', () => {
    const told = miniDaemons(1).born('bbbbb', 'n1', { actor: 'user', spec: { tolerations: [] } });
    expect(told.judge(property)).toBe('vacuous');
  });
});
