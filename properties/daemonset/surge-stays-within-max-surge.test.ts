import { describe, expect, test } from 'vitest';
import { miniDaemons, surging } from './fixture.ts';
import { surgeStaysWithinMaxSurge as property } from './surge-stays-within-max-surge.ts';

const rolled = (maxSurge: number | string, options = {}) =>
  miniDaemons(3, surging(maxSurge), options)
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n2')
    .pod('ddddd', 'n3')
    .wait(60_000)
    .roll('b')
    .born('fffff', 'n1', { revision: 'b' });
const second = { revision: 'b' };

describe('daemonset/surge-stays-within-max-surge', () => {
  test('holds for one more once the first new pod is available', () => {
    const told = rolled(1).ready('fffff', 'n1').born('ggggg', 'n2', second);
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for one more while the first is not', () => {
    expect(rolled(1).born('ggggg', 'n2', second).judge(property)).toBe('failed');
  });
  test('rounds percentages up: 34 % of three are two', () => {
    const two = () => rolled('34%').born('ggggg', 'n2', second);
    expect(two().judge(property)).toBe('passed');
    expect(two().born('hhhhh', 'n3', second).judge(property)).toBe('failed');
  });
  test('fails for a batch that is too large for every view', () => {
    const told = rolled(1, { stalenessMs: 60_000 }).born('ggggg', 'n2', second);
    expect(told.judge(property)).toBe('failed');
  });
  test('holds for a batch of which a late view shows one beside a pod that is down', () => {
    const told = miniDaemons(2, surging(1), { stalenessMs: 5_000 }).pod('bbbbb', 'n1');
    told.pod('ccccc', 'n2').unready('ccccc').wait(60_000).roll('b').ready('ccccc', 'n2');
    told.born('fffff', 'n2', second).born('ggggg', 'n1', second);
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing beside a pod that is not available', () => {
    const told = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').unready('bbbbb').roll('b');
    expect(told.born('ggggg', 'n1', second).judge(property)).toBe('vacuous');
  });
});
