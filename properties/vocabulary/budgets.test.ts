import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject, show } from '../fixture.ts';
import { drawUp } from '../sketch.ts';
import {
  budgetsFor,
  countsScales,
  coveredBy,
  declaredScale,
  desiredHealthyOf,
  isEvicted,
  isSeen,
  letsUnhealthyGo,
} from './budgets.ts';

const budget = (spec: object, status: object = {}) =>
  drawUp('PodDisruptionBudget', 'b', 'b', 0, { spec, status });

test('a budget wants as many healthy as its share of what is expected', () => {
  const wants = (spec: object) => desiredHealthyOf(budget(spec), 7);
  const unset = { minAvailable: undefined, maxUnavailable: undefined };
  expect(wants({ ...unset, minAvailable: 2 })).toBe(2);
  expect(wants({ ...unset, minAvailable: '50%' })).toBe(4);
  expect(wants({ ...unset, maxUnavailable: 2 })).toBe(5);
  expect(wants({ ...unset, maxUnavailable: '50%' })).toBe(3);
  expect(wants({ ...unset, maxUnavailable: 9 })).toBe(0);
  expect(wants(unset)).toBe(0);
  const counts = (spec: object) => countsScales(budget({ ...unset, ...spec }));
  expect([counts({ maxUnavailable: 1 }), counts({ minAvailable: '5%' })]).toEqual([true, true]);
  expect([counts({ minAvailable: 5 }), counts({})]).toEqual([false, false]);
});

test('a budget is seen when its generation was observed', () => {
  const seen = (observedGeneration?: number) => isSeen(budget({}, { observedGeneration }));
  expect([seen(), seen(0), seen(1), seen(2)]).toEqual([false, false, true, true]);
});

test('unhealthy pods go when the policy says so, or enough others are healthy', () => {
  const lets = (spec: object, status: object) => letsUnhealthyGo(budget(spec, status));
  expect(lets({ unhealthyPodEvictionPolicy: 'AlwaysAllow' }, {})).toBe(true);
  expect(lets({}, { currentHealthy: 2, desiredHealthy: 2 })).toBe(true);
  expect(lets({}, { currentHealthy: 1, desiredHealthy: 2 })).toBe(false);
  expect(lets({}, { currentHealthy: 2, desiredHealthy: 0 })).toBe(false);
  expect(lets({}, {})).toBe(false);
});

test('a pod is evicted when the Eviction API says so', () => {
  const type = 'DisruptionTarget';
  const evicted = (condition: object) =>
    isEvicted(drawUp('Pod', 'a', 'a', 0, { status: { conditions: [{ type, ...condition }] } }));
  expect(evicted({ status: 'True', reason: 'EvictionByEvictionAPI' })).toBe(true);
  expect(evicted({ status: 'True', reason: 'DeletionByTaintManager' })).toBe(false);
  expect(evicted({ status: 'False', reason: 'EvictionByEvictionAPI' })).toBe(false);
  expect(isEvicted(drawUp('Pod', 'a', 'a', 0, {}))).toBe(false);
});

describe('what a budget covers', () => {
  const labels = { app: 'mini' };
  test('is what its selector matches', () => {
    const trace = miniTrace().add('Pod', 'a', { metadata: { labels } }).add('Pod', 'other');
    trace.add('PodDisruptionBudget', 'b', { spec: { selector: { matchLabels: labels } } });
    trace.add('PodDisruptionBudget', 'c', { spec: { selector: { matchLabels: { app: 'x' } } } });
    show(trace.add('Pod', 'last', { metadata: { labels } }), ['Pod'], () => ({
      change({ event, after }) {
        const { object } = event;
        if (event.seq < 4 || object.kind !== 'Pod') return;
        expect(budgetsFor(after, object).map(({ metadata }) => metadata.name)).toEqual(['b']);
        const [first] = [...after.list('PodDisruptionBudget')];
        const pods = first && coveredBy(after, first).map(({ metadata }) => metadata.name);
        expect(pods).toEqual(['a', 'last']);
      },
    }));
  });
  test('is counted by the scales of what owns it, each once', () => {
    const trace = miniTrace().add('Deployment', 'web', { spec: { replicas: 5 } });
    const owner = (kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet', name: string) => ({
      metadata: { ownerReferences: ownedByObject(kind, name, trace.uidOf(kind, name)) },
    });
    trace.add('ReplicaSet', 'web-a', { ...owner('Deployment', 'web'), spec: { replicas: 2 } });
    trace.add('ReplicaSet', 'own', { spec: { replicas: 3 } });
    trace.add('StatefulSet', 'db', { spec: { replicas: 7 } });
    trace.add('Pod', 'a', owner('ReplicaSet', 'web-a')).add('Pod', 'b', owner('ReplicaSet', 'web-a'));
    trace.add('Pod', 'c', owner('ReplicaSet', 'own')).add('Pod', 'd', owner('StatefulSet', 'db'));
    const stray = ownedByObject('ReplicaSet', 'gone', 'gone');
    trace.add('Pod', 'e').add('Pod', 'f', { metadata: { ownerReferences: stray } });
    const scales: (number | undefined)[] = [];
    show(trace, ['Pod'], () => ({
      change: ({ after }) => scales.push(declaredScale(after, [...after.list('Pod')])),
    }));
    expect(scales).toEqual([5, 5, 8, 15, 15, undefined]);
  });
});
