import { describe, expect, test } from 'vitest';
import type { Fault } from '../../specs/scenario.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, show } from '../fixture.ts';
import type { Eviction } from './evictions.ts';
import { evictedHere, theBudget, watchEvictions } from './evictions.ts';

const labels = { app: 'mini' };
const target = { kind: 'Pod', pick: 0 } as const;
const eviction: Fault = { fault: 'PodEvicted', target };
const a = { kind: 'Pod', name: 'a' } as const;
const marked = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' } as const;

/** Two pods, and a budget that covers the first. */
const begun = () =>
  miniTrace()
    .add('Pod', 'a', { metadata: { labels } })
    .add('Pod', 'b')
    .add('PodDisruptionBudget', 'one', { spec: { selector: { matchLabels: labels } } })
    .add('PodDisruptionBudget', 'two', { spec: { selector: { matchLabels: { app: 'x' } } } });

/** The eviction that is watched at the end, and the pods that were marked as evicted. */
function watched(trace: MiniTrace): { current: Eviction | undefined; evicted: string[] } {
  let current: Eviction | undefined;
  const evicted: string[] = [];
  show(trace.rest(), ['Pod', 'PodDisruptionBudget'], (context) => {
    const watch = watchEvictions(context);
    return {
      change(moment) {
        watch.change(moment);
        const pod = evictedHere(moment);
        if (pod !== undefined) evicted.push(pod.metadata.name);
      },
      other(event, view) {
        watch.other(event, view);
        current = watch.current();
      },
    };
  });
  return { current, evicted };
}

describe('an eviction', () => {
  test('is watched from its request on, with the budget as it was and as it becomes', () => {
    const trace = begun().fault(eviction, a).change('Pod', 'a', {}).change('Pod', 'b', {});
    trace.change('PodDisruptionBudget', 'one', {}).change('PodDisruptionBudget', 'two', {});
    const { current } = watched(trace);
    expect(current).toMatchObject({ step: 0, uid: trace.uidOf('Pod', 'a') });
    expect(current?.pods.map(({ metadata }) => metadata.name)).toEqual(['a', 'a']);
    expect(current && theBudget(current)?.map(({ metadata }) => metadata.name)).toEqual([
      'one',
      'one',
    ]);
  });
  test('has no one budget where there are two, or none', () => {
    const of = (trace: MiniTrace) => {
      const { current } = watched(trace);
      return current && [current.budgets.size, theBudget(current)];
    };
    const both = begun().change('PodDisruptionBudget', 'two', {
      spec: { selector: { matchLabels: labels } },
    });
    expect(of(both.fault(eviction, a))).toEqual([2, undefined]);
    expect(of(begun().fault(eviction, { kind: 'Pod', name: 'b' }))).toEqual([0, undefined]);
  });
  test('is none where another fault is, or where there is no pod', () => {
    const deletion: Fault = { fault: 'PodDeleted', target };
    expect(watched(begun().fault(deletion, a)).current).toBeUndefined();
    expect(watched(begun().fault(eviction)).current).toBeUndefined();
    expect(watched(begun().fault(eviction, a).fault(eviction)).current).toBeUndefined();
    expect(watched(begun().fault(eviction, a).fault(deletion, a)).current?.step).toBe(0);
    const command = { verb: 'delete', target, propagationPolicy: 'Background' } as const;
    expect(watched(begun().command(command, a)).current).toBeUndefined();
  });
  test('takes effect when the pod is marked', () => {
    const status = { conditions: [marked] };
    const trace = begun().change('Pod', 'a', { status }).change('Pod', 'a', {});
    expect(watched(trace.change('Pod', 'b', {})).evicted).toEqual(['a']);
    expect(watched(begun().add('Pod', 'c', { status })).evicted).toEqual([]);
  });
});
