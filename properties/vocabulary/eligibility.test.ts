import { describe, expect, test } from 'vitest';
import type { DaemonSet, Node, PodSpec, Taint, Toleration } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { automaticTolerations, fits, pinOf, shouldRun, shouldStay } from './eligibility.ts';

const node = (labels = {}, taints: readonly Taint[] = []): Node =>
  drawUp('Node', 'n1', 'n1', 0, { metadata: { labels }, spec: { taints } });
const set = (spec: Partial<PodSpec> = {}): DaemonSet => {
  const template = { metadata: { labels: { app: 'mini' } }, spec: { containers: [], ...spec } };
  return drawUp('DaemonSet', 'log', 'log', 0, { spec: { template } });
};
const affinity = (nodeSelectorTerms: readonly object[]) =>
  ({
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    },
  }) as Partial<PodSpec>;
const zone = (operator: string, ...values: string[]) => ({
  matchExpressions: [{ key: 'zone', operator, values }],
});

describe('a node fits', () => {
  test('when every label of the selector is there', () => {
    const told = set({ nodeSelector: { zone: 'x', disk: 'ssd' } });
    expect(fits(told, node({ zone: 'x', disk: 'ssd' }))).toBe(true);
    expect(fits(told, node({ zone: 'x' }))).toBe(false);
  });
  test('when one of the terms matches as a whole', () => {
    const either = set(affinity([zone('In', 'x', 'y'), zone('DoesNotExist')]));
    expect(fits(either, node({ zone: 'y' }))).toBe(true);
    expect(fits(either, node())).toBe(true);
    expect(fits(either, node({ zone: 'z' }))).toBe(false);
  });
  test('but never by a term that asks for nothing, or without any term', () => {
    expect(fits(set(affinity([{}])), node())).toBe(false);
    expect(fits(set(affinity([])), node())).toBe(false);
  });
  test('by its name', () => {
    const field = { key: 'metadata.name', operator: 'In', values: ['n1'] };
    expect(fits(set(affinity([{ matchFields: [field] }])), node())).toBe(true);
    expect(fits(set({ nodeName: 'n2' }), node())).toBe(false);
  });
});

describe('taints', () => {
  const judge = (effect: Taint['effect'], tolerations: readonly Toleration[] = []) => {
    const tainted = node({}, [{ key: 'dedicated', value: 'db', effect }]);
    const told = set({ tolerations });
    return [shouldRun(told, tainted), shouldStay(told, tainted)];
  };
  test('of NoSchedule keep new pods away, of NoExecute all', () => {
    expect(judge('PreferNoSchedule')).toEqual([true, true]);
    expect(judge('NoSchedule')).toEqual([false, true]);
    expect(judge('NoExecute')).toEqual([false, false]);
  });
  test('are tolerated by key and value, by existence, or all at once', () => {
    expect(judge('NoExecute', [{ key: 'dedicated', value: 'db' }])).toEqual([true, true]);
    expect(judge('NoExecute', [{ key: 'dedicated', value: 'web' }])).toEqual([false, false]);
    expect(judge('NoExecute', [{ key: 'dedicated', operator: 'Exists' }])).toEqual([true, true]);
    expect(judge('NoExecute', [{ operator: 'Exists' }])).toEqual([true, true]);
  });
  test('are tolerated for one effect only, where that is said', () => {
    const tolerations: readonly Toleration[] = [
      { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' },
    ];
    expect(judge('NoSchedule', tolerations)).toEqual([true, true]);
    expect(judge('NoExecute', tolerations)).toEqual([false, false]);
  });
  test('of nodes in trouble are tolerated whatever the template says', () => {
    const taints: readonly Taint[] = [
      { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
    ];
    expect(shouldRun(set(), node({}, taints))).toBe(true);
  });
  test('of the network are tolerated on the host network only', () => {
    const key = 'node.kubernetes.io/network-unavailable';
    const down = node({}, [{ key, effect: 'NoSchedule' }]);
    expect(shouldRun(set(), down)).toBe(false);
    expect(shouldRun(set({ hostNetwork: true }), down)).toBe(true);
    expect(automaticTolerations({ containers: [] })).toHaveLength(6);
  });
});

test('a pin is exactly one name', () => {
  const pinned = (values: readonly string[]) => {
    const field = { key: 'metadata.name', operator: 'In', values };
    const spec = affinity([{ matchFields: [field] }]);
    return pinOf(drawUp('Pod', 'log-x', 'log-x', 0, { spec }));
  };
  expect(pinned(['n1'])).toBe('n1');
  expect(pinned(['n1', 'n2'])).toBeUndefined();
});
