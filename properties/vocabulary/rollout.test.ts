import { describe, expect, test } from 'vitest';
import type { Deployment, PodTemplate } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { fencePostsOf, isSameTemplate } from './rollout.ts';

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
    expect(isSameTemplate(plain, template('mini:b', { app: 'mini' }))).toBe(false);
    expect(isSameTemplate(plain, template('mini:a', { app: 'other' }))).toBe(false);
    const slow = { ...plain, spec: { ...plain.spec, terminationGracePeriodSeconds: 0 } };
    expect(isSameTemplate(plain, slow)).toBe(false);
  });
});
