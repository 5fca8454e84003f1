import { describe, expect, test } from 'vitest';
import { countsAreTrueAtRest as property } from './counts-are-true-at-rest.ts';
import { miniTrace, podName } from './fixture.ts';

const resting = () => {
  const told = miniTrace().deployment().set('a', { replicas: 1, available: 1 }).pods('a', 1);
  told.roll('b').set('b', { replicas: 2, available: 1, exists: 2 }).pods('b', 1);
  return told.pods('b', 1, 'pending').pods('b', 1, 'failed');
};
const right = {
  replicas: 3,
  updatedReplicas: 2,
  readyReplicas: 2,
  availableReplicas: 2,
  terminatingReplicas: 0,
};
const rest = (told: ReturnType<typeof resting>) =>
  told.also((trace) => trace.rest()).judge(property);

describe('deployment/counts-are-true-at-rest', () => {
  test('holds when the status counts what there is', () => {
    expect(rest(resting().observed(right))).toBe('passed');
  });

  test('fails when it counts failed pods, or misses some', () => {
    expect(rest(resting().observed({ ...right, replicas: 4 }))).toBe('failed');
    expect(rest(resting().observed({ ...right, updatedReplicas: 1 }))).toBe('failed');
    expect(rest(resting().observed({ ...right, readyReplicas: 1 }))).toBe('failed');
  });

  test('counts terminating pods apart, where the gate is on', () => {
    const told = () => resting().also((trace) => trace.terminate('Pod', podName('b', 3)));
    const counts = { ...right, replicas: 2, updatedReplicas: 1 };
    expect(rest(told().observed({ ...counts, terminatingReplicas: 1 }))).toBe('passed');
    expect(rest(told().observed(counts))).toBe('failed');
  });

  test('asks for no terminating pods where the gate is off', () => {
    const told = miniTrace({ version: '1.34' }).deployment({ replicas: 0 }).observed({});
    expect(rest(told)).toBe('passed');
  });

  test('says nothing of what is being deleted', () => {
    const told = resting().also((trace) => trace.terminate('Deployment', 'web'));
    expect(rest(told)).toBe('vacuous');
  });
});
