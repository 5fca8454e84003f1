import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { podsAreDeletedOnlyForAReason as property } from './pods-are-deleted-only-for-a-reason.ts';

const settled = (options = {}) => miniDaemons(1, {}, options).pod('bbbbb', 'n1').wait(10_000);
const silent = { conditions: [{ type: 'Ready', status: 'Unknown' }] } as const;

describe('daemonset/pods-are-deleted-only-for-a-reason', () => {
  test('holds for an update, and for one too many', () => {
    expect(settled().roll('b').kill('bbbbb').judge(property)).toBe('passed');
    expect(settled().pod('ccccc', 'n1').kill('ccccc').judge(property)).toBe('passed');
  });
  test('fails when the node only fell silent', () => {
    const told = settled().also((trace) => trace.change('Node', 'n1', { status: silent }));
    expect(told.kill('bbbbb').judge(property)).toBe('failed');
  });
  test('holds when the node may still have been seen as forbidden', () => {
    const told = settled({ stalenessMs: 2_000 }).taint('n1', tainted('NoExecute')).taint('n1');
    expect(told.kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing of pods that ended, other nodes, and deletions by others', () => {
    expect(settled().fail('bbbbb').kill('bbbbb').judge(property)).toBe('vacuous');
    const left = settled().taint('n1', tainted('NoExecute')).kill('bbbbb');
    expect(left.judge(property)).toBe('vacuous');
    expect(settled().kill('bbbbb', 'user').judge(property)).toBe('vacuous');
  });
});
