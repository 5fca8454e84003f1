import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { podsGetTheirGracePeriod } from './pods-get-their-grace-period.ts';

const property = podsGetTheirGracePeriod('DaemonSet');
const by = 'daemonset-controller';
const containers = [{ name: 'main', image: 'mini:a' }];

/** A pod, bound or not, that is deleted with so many seconds to stop. */
function deleted(seconds: number, nodeName: string | undefined, actor: typeof by | 'user' = by) {
  const spec = { containers, terminationGracePeriodSeconds: 5, ...(nodeName && { nodeName }) };
  const metadata = {
    deletionTimestamp: '2026-01-01T00:00:05Z',
    deletionGracePeriodSeconds: seconds,
  };
  return miniTrace().add('Pod', 'log-1', { spec }).change('Pod', 'log-1', { metadata }, actor);
}

describe('garbage-collection/pods-get-their-grace-period', () => {
  test('holds with what the template says, and with none for a pod that never ran', () => {
    expect(deleted(5, 'node-0').judge(property).status).toBe('passed');
    expect(deleted(0, undefined).judge(property).status).toBe('passed');
    const spec = { containers, terminationGracePeriodSeconds: 5 };
    const gone = miniTrace().add('Pod', 'log-1', { spec }).remove('Pod', 'log-1', by);
    expect(gone.judge(property).status).toBe('passed');
  });

  test('fails with less, and with time for a pod that never ran or has ended', () => {
    expect(deleted(0, 'node-0').judge(property).status).toBe('failed');
    expect(deleted(5, undefined).judge(property).status).toBe('failed');
  });

  test('holds with none for a pod that was bound a moment ago', () => {
    const spec = { containers, terminationGracePeriodSeconds: 5 };
    const bound = { spec: { ...spec, nodeName: 'node-0' } };
    const metadata = { deletionTimestamp: '2026-01-01T00:00:05Z', deletionGracePeriodSeconds: 0 };
    const after = (ms: number) =>
      miniTrace({ stalenessMs: 2000 })
        .add('Pod', 'log-1', { spec })
        .change('Pod', 'log-1', bound)
        .wait(ms)
        .change('Pod', 'log-1', { metadata }, by);
    expect(after(1000).judge(property).status).toBe('passed');
    expect(after(3000).judge(property).status).toBe('failed');
  });

  test('says nothing of deletions by users', () => {
    expect(deleted(0, 'node-0', 'user').judge(property).status).toBe('vacuous');
  });
});
