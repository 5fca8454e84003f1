import { describe, expect, test } from 'vitest';
import { miniTrace, setName } from './fixture.ts';
import { unselectedReplicaSetsAreReleased as property } from './unselected-replica-sets-are-released.ts';

describe('deployment/unselected-replica-sets-are-released', () => {
  const relabelled = () =>
    miniTrace()
      .deployment()
      .set('a')
      .also((trace) => trace.change('ReplicaSet', setName('a'), { metadata: { labels: {} } }));

  test('holds when it is let go', () => {
    const told = relabelled().also((trace) => {
      const metadata = { ownerReferences: [] };
      trace.change('ReplicaSet', setName('a'), { metadata }, 'deployment-controller').rest();
    });
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when it is kept', () => {
    expect(relabelled().also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('says nothing of those that are selected, or of a Deployment that goes', () => {
    const kept = miniTrace().deployment().set('a');
    expect(kept.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
    const going = relabelled().also((trace) => trace.terminate('Deployment', 'web').rest());
    expect(going.judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = relabelled().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
