import { describe, expect, test } from 'vitest';
import { podName, miniTrace } from './fixture.ts';
import { rolloutCompletes as property } from './rollout-completes.ts';

const rolled = (size: number, left: number) => {
  const told = miniTrace().deployment().set('a', { replicas: left }).roll('b');
  return told.set('b', { replicas: size }).pods('b', size).report('b', { available: size });
};
const atRest = (told: ReturnType<typeof rolled>) => told.also((trace) => trace.rest());

describe('deployment/rollout-completes', () => {
  test('holds with only the new ReplicaSet in use', () => {
    expect(atRest(rolled(3, 0)).judge(property)).toBe('passed');
  });

  test('fails when an old replica is left, or a new one is missing', () => {
    expect(atRest(rolled(3, 1)).judge(property)).toBe('failed');
    expect(atRest(rolled(2, 0)).judge(property)).toBe('failed');
    expect(atRest(rolled(0, 3)).judge(property)).toBe('failed');
  });

  test('fails when no ReplicaSet was made at all', () => {
    expect(atRest(miniTrace().deployment().set('a').roll('b')).judge(property)).toBe('failed');
  });

  test('says nothing while new pods are not ready, in a pause and in a deletion', () => {
    const stuck = miniTrace()
      .deployment()
      .set('a', { replicas: 3 })
      .roll('b')
      .set('b', { replicas: 1 });
    expect(atRest(stuck.pods('b', 1, 'pending')).judge(property)).toBe('vacuous');
    expect(atRest(rolled(1, 2).change({ paused: true })).judge(property)).toBe('vacuous');
    const deleted = rolled(1, 2).also((trace) => trace.terminate('Deployment', 'web', 'user'));
    expect(atRest(deleted).judge(property)).toBe('vacuous');
  });

  test('lets Recreate wait for a terminating pod', () => {
    const told = miniTrace()
      .deployment({ strategy: { type: 'Recreate' } })
      .set('a')
      .pods('a', 1);
    told
      .roll('b')
      .resize('a', 0)
      .also((trace) => trace.terminate('Pod', podName('a', 1)));
    expect(atRest(told).judge(property)).toBe('vacuous');
  });

  test('does not let Recreate keep what it never told to go', () => {
    const told = miniTrace()
      .deployment({ strategy: { type: 'Recreate' } })
      .set('a')
      .pods('a', 3);
    expect(atRest(told.roll('b')).judge(property)).toBe('failed');
  });
});
