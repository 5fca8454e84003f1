import { describe, expect, test } from 'vitest';
import { deploymentsWriteOnlyToWhatIsTheirOwn as property } from './deployments-write-only-to-what-is-their-own.ts';
import { miniTrace, podName, setName } from './fixture.ts';

describe('deployment/deployments-write-only-to-what-is-their-own', () => {
  const sets = () => miniTrace().deployment().set('a').wait(60_000);

  test('holds for what it owns and selects', () => {
    expect(sets().resize('a', 1).judge(property)).toBe('passed');
  });

  test('fails for what nobody owns', () => {
    const told = sets().also((trace) => {
      trace.add('ReplicaSet', 'free', {}, 'user');
      trace.change('ReplicaSet', 'free', { spec: { replicas: 0 } }, 'deployment-controller');
    });
    expect(told.judge(property)).toBe('failed');
  });

  test('fails for what it owns but does not select any more', () => {
    const told = sets().also((trace) =>
      trace.change('ReplicaSet', setName('a'), { metadata: { labels: {} } }, 'user'),
    );
    expect(told.wait(60_000).resize('a', 1).judge(property)).toBe('failed');
  });

  test('fails for pods', () => {
    const told = sets().pods('a', 1);
    told.also((trace) => trace.remove('Pod', podName('a', 1), 'deployment-controller'));
    expect(told.judge(property)).toBe('failed');
  });

  test('says nothing of what others write', () => {
    expect(sets().resize('a', 1, { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
