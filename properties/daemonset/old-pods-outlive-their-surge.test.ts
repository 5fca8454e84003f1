import { describe, expect, test } from 'vitest';
import { miniDaemons, surging, tainted } from './fixture.ts';
import { oldPodsOutliveTheirSurge as property } from './old-pods-outlive-their-surge.ts';

const surged = (spec = {}) =>
  miniDaemons(1, { ...surging(1), ...spec })
    .pod('bbbbb', 'n1')
    .wait(60_000)
    .roll('b')
    .born('ccccc', 'n1', { revision: 'b' });

describe('daemonset/old-pods-outlive-their-surge', () => {
  test('holds when the new pod is available', () => {
    expect(surged().ready('ccccc', 'n1').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('fails when the new pod only exists', () => {
    expect(surged().kill('bbbbb').judge(property)).toBe('failed');
  });
  test('fails when the new pod is Ready, not yet available', () => {
    const told = surged({ minReadySeconds: 10 }).ready('ccccc', 'n1').kill('bbbbb');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when there is no new pod at all', () => {
    const told = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').roll('b').kill('bbbbb');
    expect(told.judge(property)).toBe('failed');
  });
  test('holds where the node may not have been seen yet, and the pod not as bound', () => {
    const told = miniDaemons(0, surging(1), { stalenessMs: 5_000 }).born('bbbbb', 'n1').node('n1');
    expect(told.ready('bbbbb', 'n1').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing of pods that are not ready, on nodes being left, and without surge', () => {
    expect(surged().unready('bbbbb').kill('bbbbb').judge(property)).toBe('vacuous');
    const left = surged().taint('n1', tainted('NoSchedule')).kill('bbbbb');
    expect(left.judge(property)).toBe('vacuous');
    const plain = miniDaemons(1).pod('bbbbb', 'n1').roll('b').kill('bbbbb');
    expect(plain.judge(property)).toBe('vacuous');
  });
});
