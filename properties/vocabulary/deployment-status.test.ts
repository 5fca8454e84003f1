import { expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, show } from '../fixture.ts';
import { isRecount, statusWriteOf } from './deployment-status.ts';

/** What each change of a trace is: no status write, one that keeps the counts, or a recount. */
function told(trace: MiniTrace): string[] {
  const said: string[] = [];
  show(trace, ['Deployment', 'ReplicaSet'], () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      said.push(write === undefined ? 'none' : isRecount(write) ? 'recount' : 'note');
    },
  }));
  return said;
}

test('a status write changes the status, however it is spelled', () => {
  const status = { replicas: 3, observedGeneration: 1 };
  const trace = miniTrace().add('Deployment', 'web', { status });
  trace.change('Deployment', 'web', { metadata: { generation: 2 } });
  trace.change('Deployment', 'web', { status: { observedGeneration: 1, replicas: 3 } });
  trace.change('Deployment', 'web', { status: { ...status, replicas: 4 } });
  expect(told(trace)).toEqual(['none', 'none', 'none', 'recount']);
  expect(told(trace.remove('Deployment', 'web')).at(-1)).toBe('none');
  const set = miniTrace().add('ReplicaSet', 'web').change('ReplicaSet', 'web', { status });
  expect(told(set)).toEqual(['none', 'none']);
});

test('a write that only notes conditions or collisions is no recount', () => {
  const conditions = [{ type: 'Available', status: 'True' }] as const;
  const trace = miniTrace().add('Deployment', 'web', { status: { replicas: 3 } });
  trace.change('Deployment', 'web', { status: { conditions } });
  trace.change('Deployment', 'web', { status: { collisionCount: 1 } });
  trace.change('Deployment', 'web', { status: { observedGeneration: 1 } });
  expect(told(trace)).toEqual(['none', 'note', 'note', 'recount']);
});
