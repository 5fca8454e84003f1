import { expect, test } from 'vitest';
import { miniTrace, show } from '../fixture.ts';
import { isRecreated } from './namesakes.ts';

test('a name was taken over when the same kind was created under it twice', () => {
  const created = (...made: readonly ['Deployment' | 'DaemonSet', string][]) => {
    const trace = miniTrace();
    const spec = { template: { revision: 'a' } };
    for (const [kind, name] of made) trace.command({ verb: 'create', kind, name, spec });
    const target = { kind: 'Deployment', of: 'web', pick: 0 } as const;
    trace.command({ verb: 'delete', target, propagationPolicy: 'Background' });
    let answer: boolean | undefined;
    show(trace, [], (context) => {
      answer = isRecreated(context, 'Deployment', 'web');
      return {};
    });
    return answer;
  };
  expect(created(['Deployment', 'web'], ['Deployment', 'web'])).toBe(true);
  expect(created(['Deployment', 'web'])).toBe(false);
  expect(created(['Deployment', 'web'], ['DaemonSet', 'web'])).toBe(false);
  expect(created(['Deployment', 'web'], ['Deployment', 'db'])).toBe(false);
});
