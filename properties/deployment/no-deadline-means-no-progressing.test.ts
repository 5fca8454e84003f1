import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { noDeadlineMeansNoProgressing as property } from './no-deadline-means-no-progressing.ts';

const left = { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' } as const;
const unlimited = { progressDeadlineSeconds: 2_147_483_647 };

const resting = (spec = {}, conditions: readonly (typeof left)[] = []) =>
  miniTrace()
    .deployment(spec)
    .observed({ conditions })
    .also((trace) => trace.rest())
    .judge(property);

describe('deployment/no-deadline-means-no-progressing', () => {
  test('holds without the condition', () => {
    expect(resting(unlimited)).toBe('passed');
  });

  test('fails when one is left', () => {
    expect(resting(unlimited, [left])).toBe('failed');
  });

  test('says nothing where there is a deadline, and in a pause', () => {
    expect(resting({}, [left])).toBe('vacuous');
    expect(resting({ ...unlimited, paused: true }, [left])).toBe('vacuous');
  });
});
