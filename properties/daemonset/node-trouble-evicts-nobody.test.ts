import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { nodeTroubleEvictsNobody as property } from './node-trouble-evicts-nobody.ts';

const lost = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' } as const;
const evicted = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'DeletionByTaintManager',
} as const;
const onNode = (options = {}) => miniDaemons(1, {}, options).pod('bbbbb', 'n1');
const evict = (told: ReturnType<typeof onNode>) =>
  told.also((trace) => trace.change('Pod', 'log-bbbbb', { status: { conditions: [evicted] } }));

describe('daemonset/node-trouble-evicts-nobody', () => {
  test('holds when the pod is still there after the trouble', () => {
    expect(onNode().taint('n1', lost).taint('n1').judge(property)).toBe('passed');
  });
  test('fails when it is evicted for it', () => {
    expect(evict(onNode().taint('n1', lost)).judge(property)).toBe('failed');
  });
  test('holds for another taint, or one that may still have been seen', () => {
    expect(evict(onNode().taint('n1', tainted('NoExecute'))).judge(property)).toBe('passed');
    const told = onNode({ stalenessMs: 5000 }).taint('n1', tainted('NoExecute')).taint('n1', lost);
    expect(evict(told).judge(property)).toBe('passed');
  });
  test('says nothing where no trouble ends and nobody is evicted', () => {
    expect(onNode().taint('n1', lost).judge(property)).toBe('vacuous');
    expect(onNode().kill('bbbbb').judge(property)).toBe('vacuous');
  });
});
