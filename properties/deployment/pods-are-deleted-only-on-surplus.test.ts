import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { podName, setName, miniTrace } from './fixture.ts';
import { podsAreDeletedOnlyOnSurplus as property } from './pods-are-deleted-only-on-surplus.ts';

const lagging = { stalenessMs: 2000 };
const by = 'replicaset-controller';

/** Three pods, then only two are wanted. */
const shrunk = (options = {}) =>
  miniTrace(options).deployment().set('a').pods('a', 3).wait(10_000).resize('a', 2);

describe('deployment/pods-are-deleted-only-on-surplus', () => {
  test('holds for the surplus', () => {
    const told = shrunk().also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('fails for one more', () => {
    const told = shrunk(lagging);
    told.also((trace) => trace.terminate('Pod', podName('a', 3), by));
    told.also((trace) => trace.terminate('Pod', podName('a', 2), by));
    expect(told.judge(property)).toBe('failed');
  });

  test('holds when another pod went in a way that the controller had not seen', () => {
    const told = shrunk(lagging);
    told.also((trace) => trace.terminate('Pod', podName('a', 1), 'fault')).wait(1000);
    told.also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('holds for a surplus that came by adoption', () => {
    const told = miniTrace(lagging).deployment().set('a').pods('a', 3).wait(10_000);
    told.also((trace) => {
      const owner = ownedByObject(
        'ReplicaSet',
        setName('a'),
        trace.uidOf('ReplicaSet', setName('a')),
      );
      const labels = { app: 'mini', 'pod-template-hash': 'bcdfg' };
      trace.add('Pod', 'stray', { metadata: { labels } }, 'user').wait(10_000);
      trace.change('Pod', podName('a', 2), { status: { phase: 'Failed' } }, 'fault');
      trace.change('Pod', 'stray', { metadata: { ownerReferences: owner } }, by);
      trace.terminate('Pod', 'stray', by);
    });
    expect(told.judge(property)).toBe('passed');
  });

  test('says nothing about deletions by others', () => {
    const told = miniTrace().deployment().set('a').pods('a', 3);
    told.also((trace) => trace.terminate('Pod', podName('a', 1), 'user'));
    expect(told.judge(property)).toBe('vacuous');
  });

  test('holds for one more after a restart, which costs the memory of the first', () => {
    const component = 'replicaset-controller' as const;
    const told = (isRestarted: boolean) => {
      const story = shrunk(lagging);
      story.also((trace) => trace.terminate('Pod', podName('a', 3), by));
      const restart = { fault: 'ControllerRestart', component, for: 100 } as const;
      if (isRestarted) story.also((trace) => trace.fault(restart).heal());
      return story.also((trace) => trace.terminate('Pod', podName('a', 2), by));
    };
    expect([told(true).judge(property), told(false).judge(property)]).toEqual(['passed', 'failed']);
  });

  test('fails without a surplus, for a pod that is not counted, and for a set that is going', () => {
    const end = (name: string) => (story: ReturnType<typeof shrunk>) =>
      story.also((trace) => trace.terminate('Pod', name, by)).judge(property);
    const even = miniTrace(lagging).deployment().set('a').pods('a', 3).wait(10_000);
    expect(end(podName('a', 1))(even)).toBe('failed');
    const ended = miniTrace().deployment().set('a').pods('a', 4).pods('a', 1, 'failed').wait(10_000);
    expect(end(podName('a', 5))(ended)).toBe('failed');
    const going = shrunk().also((trace) => trace.terminate('ReplicaSet', setName('a')));
    expect(end(podName('a', 1))(going.wait(10_000))).toBe('failed');
  });
});
