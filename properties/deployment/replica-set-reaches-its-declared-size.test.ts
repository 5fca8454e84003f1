import { describe, expect, test } from 'vitest';
import { podName, setName, miniTrace } from './fixture.ts';
import { replicaSetReachesItsDeclaredSize as property } from './replica-set-reaches-its-declared-size.ts';

const atRest = (told: ReturnType<typeof miniTrace>) => told.also((trace) => trace.rest());

describe('deployment/replica-set-reaches-its-declared-size', () => {
  test('holds with as many active pods as declared, ready or not', () => {
    const told = miniTrace().deployment().set('a').pods('a', 2).pods('a', 1, 'pending');
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails with one too few or too many', () => {
    expect(atRest(miniTrace().deployment().set('a').pods('a', 2)).judge(property)).toBe('failed');
    expect(atRest(miniTrace().deployment().set('a').pods('a', 4)).judge(property)).toBe('failed');
  });

  test('does not count finished and terminating pods', () => {
    const told = miniTrace().deployment().set('a').pods('a', 3).pods('a', 1, 'failed').pods('a', 1);
    told.also((trace) => trace.terminate('Pod', podName('a', 5), 'user'));
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('says nothing about what is being deleted', () => {
    const told = miniTrace().deployment().set('a');
    told.also((trace) => trace.terminate('ReplicaSet', setName('a'), 'user'));
    expect(atRest(told).judge(property)).toBe('vacuous');
  });
});
