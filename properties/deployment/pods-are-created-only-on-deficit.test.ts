import { describe, expect, test } from 'vitest';
import { podName, setName, miniTrace } from './fixture.ts';
import { podsAreCreatedOnlyOnDeficit as property } from './pods-are-created-only-on-deficit.ts';

const lagging = { stalenessMs: 2000 };

describe('deployment/pods-are-created-only-on-deficit', () => {
  test('holds up to the declared size', () => {
    expect(miniTrace().deployment().set('a').pods('a', 3).judge(property)).toBe('passed');
  });

  test('fails for one pod too many', () => {
    expect(miniTrace().deployment().set('a').pods('a', 4).judge(property)).toBe('failed');
  });

  test('fails for one too many even if earlier views lack the own creations', () => {
    expect(miniTrace(lagging).deployment().set('a').pods('a', 4).judge(property)).toBe('failed');
  });

  test('does not expect a restarted controller to know its creations', () => {
    const told = miniTrace(lagging).deployment().set('a').pods('a', 2);
    const restart = { fault: 'ControllerRestart', component: 'replicaset-controller' } as const;
    told.also((trace) => trace.fault({ ...restart, for: 100 }));
    expect(told.pods('a', 2).judge(property)).toBe('passed');
  });

  test('holds for the replacement of a terminating or finished pod', () => {
    const told = miniTrace().deployment().set('a').pods('a', 3);
    told.also((trace) => trace.terminate('Pod', podName('a', 1), 'fault')).pods('a', 1);
    told.also((trace) => trace.change('Pod', podName('a', 2), { status: { phase: 'Failed' } }));
    expect(told.pods('a', 1).judge(property)).toBe('passed');
  });

  test('holds from a view in which the ReplicaSet was still larger', () => {
    const told = miniTrace(lagging).deployment().set('a').pods('a', 2).wait(10_000).resize('a', 2);
    expect(told.wait(1000).pods('a', 1).judge(property)).toBe('passed');
    const late = miniTrace(lagging).deployment().set('a').pods('a', 2).wait(10_000).resize('a', 2);
    expect(late.wait(3000).pods('a', 1).judge(property)).toBe('failed');
  });

  test('fails while the ReplicaSet is being deleted', () => {
    const told = miniTrace().deployment().set('a');
    told.also((trace) => trace.terminate('ReplicaSet', setName('a'), 'user')).wait(1000);
    expect(told.pods('a', 1).judge(property)).toBe('failed');
  });

  test('says nothing about pods of nobody', () => {
    const told = miniTrace().also((trace) => trace.add('Pod', 'lonely', {}, 'user'));
    expect(told.judge(property)).toBe('vacuous');
  });
});
