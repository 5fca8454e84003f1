import { expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace } from '../fixture.ts';
import { undoingTwiceComesBack } from './undoing-twice-comes-back.ts';

const web = { kind: 'Deployment', name: 'web' } as const;
const target = { kind: 'Deployment', of: 'web', pick: 0 } as const;
const spec = { template: { revision: 'c' } };
const templateOf = (image: string) => ({ spec: { containers: [{ name: 'main', image }] } });

function undo(trace: MiniTrace, image: string, generation: number, wait = 1000): MiniTrace {
  return trace
    .wait(wait)
    .command({ verb: 'rollout-undo', target }, web)
    .change('Deployment', 'web', {
      metadata: { generation },
      spec: { template: templateOf(image) },
      status: { observedGeneration: generation },
    });
}

function begun(): MiniTrace {
  return miniTrace()
    .command({ verb: 'create', kind: 'Deployment', name: 'web', spec })
    .add('Deployment', 'web', {
      metadata: { generation: 1 },
      spec: { template: templateOf('c') },
      status: { observedGeneration: 1 },
    });
}

test('the second undo takes the first back', () => {
  const there = undo(begun(), 'b', 2);
  expect(undo(there, 'c', 3).judge(undoingTwiceComesBack).status).toBe('passed');
  const further = undo(undo(begun(), 'b', 2), 'a', 3);
  expect(further.judge(undoingTwiceComesBack).status).toBe('failed');
});

test('the second undo finds something to undo', () => {
  const answer = { phase: 'ok', reason: 'its template is that of revision 2' } as const;
  const idle = undo(begun(), 'b', 2)
    .wait(1000)
    .command({ verb: 'rollout-undo', target }, web, answer);
  expect(idle.judge(undoingTwiceComesBack).status).toBe('failed');
});

test('says nothing of a hurried undo, and where something went wrong', () => {
  const hurried = undo(undo(begun(), 'b', 2, 0), 'a', 3, 0);
  expect(hurried.judge(undoingTwiceComesBack).status).toBe('vacuous');
  const troubled = begun().fault({ fault: 'ApiUnavailable', for: 1 });
  const status = undo(undo(troubled, 'b', 2), 'a', 3).judge(undoingTwiceComesBack).status;
  expect(status).toBe('vacuous');
});
