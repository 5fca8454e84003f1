import { describe, expect, test } from 'vitest';
import type { Deployment, PodTemplate, ReplicaSet } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { miniTrace, ownedByObject, show } from '../fixture.ts';
import type { Moment } from '../property.ts';
import {
  compareAge,
  fencePostsOf,
  isSameTemplate,
  newSetOf,
  notedNumber,
  readingsOf,
} from './rollout.ts';

function deployment(replicas: number, strategy: Deployment['spec']['strategy']): Deployment {
  return drawUp('Deployment', 'web', 'uid', 0, { spec: { replicas, strategy } });
}

const rolling = (maxSurge: string | number, maxUnavailable: string | number) => ({
  type: 'RollingUpdate' as const,
  rollingUpdate: { maxSurge, maxUnavailable },
});

describe('fence posts', () => {
  test.for([
    [1, rolling('25%', '25%'), { maxTotal: 2, minAvailable: 1 }],
    [3, rolling('25%', '25%'), { maxTotal: 4, minAvailable: 3 }],
    [4, rolling('25%', '25%'), { maxTotal: 5, minAvailable: 3 }],
    [10, rolling('25%', '25%'), { maxTotal: 13, minAvailable: 8 }],
    [3, rolling(0, '30%'), { maxTotal: 3, minAvailable: 2 }],
    [2, rolling(0, 5), { maxTotal: 2, minAvailable: 0 }],
    [0, rolling('0%', '30%'), { maxTotal: 0, minAvailable: 0 }],
    [4, { type: 'Recreate' as const }, { maxTotal: 4, minAvailable: 4 }],
  ] as const)('%s replicas with %o', ([replicas, strategy, expected]) => {
    expect(fencePostsOf(deployment(replicas, strategy))).toMatchObject(expected);
  });
});

describe('templates', () => {
  const template = (image: string, labels: Record<string, string>): PodTemplate => ({
    metadata: { labels },
    spec: { containers: [{ name: 'main', image }] },
  });

  test('are the same but for the hash label, the order of keys and what is empty', () => {
    const plain = template('mini:a', { app: 'mini', tier: 'front' });
    const hashed = template('mini:a', { tier: 'front', 'pod-template-hash': 'x', app: 'mini' });
    expect(isSameTemplate(plain, { ...hashed, spec: { ...hashed.spec, tolerations: [] } })).toBe(
      true,
    );
  });

  test('differ by image, labels and numbers', () => {
    const plain = template('mini:a', { app: 'mini' });
    const twice = { ...plain, spec: { containers: [...plain.spec.containers].concat(plain.spec.containers) } };
    expect(isSameTemplate(plain, twice)).toBe(false);
    const indexed = { ...plain, spec: { containers: { ...plain.spec.containers } } };
    expect(isSameTemplate(plain, indexed as unknown as PodTemplate)).toBe(false);
    const empty = { nodeName: '', nodeSelector: {}, affinity: null };
    const padded = { ...plain, spec: { ...plain.spec, ...empty } } as unknown as PodTemplate;
    expect(isSameTemplate(plain, padded)).toBe(false);
    const bare = { nodeSelector: {}, affinity: null, tolerations: [], hostname: undefined };
    const same = { ...plain, spec: { ...plain.spec, ...bare } } as unknown as PodTemplate;
    expect(isSameTemplate(plain, same)).toBe(true);
    expect(isSameTemplate(plain, template('mini:b', { app: 'mini' }))).toBe(false);
    expect(isSameTemplate(plain, template('mini:a', { app: 'other' }))).toBe(false);
    const slow = { ...plain, spec: { ...plain.spec, terminationGracePeriodSeconds: 0 } };
    expect(isSameTemplate(plain, slow)).toBe(false);
  });
});

const set = (name: string, born = 0, sketch: object = {}): ReplicaSet =>
  drawUp('ReplicaSet', name, name, born * 1000, sketch);

describe('ReplicaSets', () => {
  const isBefore = (left: ReplicaSet, right: ReplicaSet) => Math.sign(compareAge(left, right));
  test('are as old as they say, and in the order of their names where that is the same', () => {
    expect([isBefore(set('b', 1), set('a', 2)), isBefore(set('a', 2), set('b', 1))]).toEqual([-1, 1]);
    expect([isBefore(set('a', 1), set('b', 1)), isBefore(set('b', 1), set('a', 1))]).toEqual([-1, 1]);
    expect(isBefore(set('a', 1), set('a', 1))).toBe(0);
  });
  test('have one that is the new one: the oldest with the template', () => {
    const other = { spec: { template: { spec: { containers: [] } } } };
    const told = deployment(3, { type: 'Recreate' });
    const sets = [set('x', 0, other), set('b', 2), set('a', 1), set('c', 3)];
    expect(newSetOf(told, sets)?.metadata.name).toBe('a');
    expect(newSetOf(told, [set('x', 0, other)])).toBeUndefined();
  });
  test('note numbers, or nothing', () => {
    const noted = (text: string) =>
      notedNumber(set('a', 0, { metadata: { annotations: { n: text } } }), 'n');
    expect(['0', '12'].map(noted)).toEqual([0, 12]);
    expect(['', 'x', '1x', 'x1', '-1'].map(noted)).toEqual(Array(5).fill(undefined));
    expect(notedNumber(set('a'), 'n')).toBeUndefined();
  });
  test('belong to a Deployment that owns and selects them; orphans may be adopted', () => {
    const labels = { app: 'mini' };
    const trace = miniTrace().add('Deployment', 'web');
    const uid = trace.uidOf('Deployment', 'web');
    const own = ownedByObject('Deployment', 'web', uid);
    const [plain] = own;
    trace.add('ReplicaSet', 'own', { metadata: { labels, ownerReferences: own } });
    trace.add('ReplicaSet', 'released', { metadata: { labels: {}, ownerReferences: own } });
    const readings: string[][][] = [];
    const look = ({ after }: Moment) => {
      const told = after.byUid('Deployment', uid);
      if (told === undefined) return;
      const sets = readingsOf(after, told);
      readings.push(sets.map((each) => each.map(({ metadata }) => metadata.name)));
    };
    const uncontrolled = [{ ...plain, controller: false }];
    trace.add('ReplicaSet', 'orphan', { metadata: { labels } });
    trace.add('ReplicaSet', 'named', { metadata: { labels, ownerReferences: uncontrolled } });
    trace.add('ReplicaSet', 'unlike', { metadata: { labels: { app: 'other' } } });
    trace.add('ReplicaSet', 'going', { metadata: { labels } }).terminate('ReplicaSet', 'going');
    const others = [{ ...plain, controller: false }, { ...plain, uid: 'db' }];
    trace.add('ReplicaSet', 'taken', { metadata: { labels, ownerReferences: others } });
    show(trace, ['ReplicaSet'], () => ({ change: look }));
    expect(readings[1]).toEqual([['own']]);
    expect(readings.at(-1)).toEqual([['own'], ['own', 'orphan', 'named']]);
  });
});
