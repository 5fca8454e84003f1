import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { aDeletionIsNeverTakenBack } from './a-deletion-is-never-taken-back.ts';

const property = aDeletionIsNeverTakenBack('StatefulSet');

function terminating(deletionGracePeriodSeconds = 5) {
  const going = { deletionTimestamp: '2026-01-01T00:00:05Z', deletionGracePeriodSeconds };
  return miniTrace().add('Pod', 'web-0').change('Pod', 'web-0', { metadata: going });
}

describe('garbage-collection/a-deletion-is-never-taken-back', () => {
  test('holds when the pod goes, sooner or later', () => {
    const sooner = { metadata: { deletionGracePeriodSeconds: 0 } };
    expect(terminating().change('Pod', 'web-0', sooner).judge(property).status).toBe('passed');
    expect(terminating().remove('Pod', 'web-0').judge(property).status).toBe('passed');
  });

  test('fails when the pod is to stay after all, or gets more time', () => {
    const trace = miniTrace().add('Pod', 'web-0', {
      metadata: { deletionTimestamp: '2026-01-01T00:00:05Z' },
    });
    const spared: { deletionTimestamp?: string } = {};
    Object.defineProperty(spared, 'deletionTimestamp', { value: undefined, enumerable: true });
    const unset = trace.change('Pod', 'web-0', { metadata: spared });
    expect(unset.judge(property).status).toBe('failed');
    const longer = { metadata: { deletionGracePeriodSeconds: 30 } };
    expect(terminating().change('Pod', 'web-0', longer).judge(property).status).toBe('failed');
  });

  test('fails when a uid comes back', () => {
    const trace = miniTrace().add('Pod', 'web-0').remove('Pod', 'web-0');
    const uid = trace.uidOf('Pod', 'web-0');
    trace.add('Pod', 'web-0', { metadata: { uid } });
    expect(trace.judge(property).status).toBe('failed');
  });

  test('says nothing of what stays', () => {
    const trace = miniTrace().add('Pod', 'web-0').change('Pod', 'web-0', {});
    expect(trace.judge(property).status).toBe('vacuous');
  });
});
