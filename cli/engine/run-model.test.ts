import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import type { Campaign, Progress } from './campaign.ts';
import { runOnModel } from './run-model.ts';

const patience = 600_000;

function campaign(changes: Partial<Campaign> = {}): Campaign {
  return {
    properties,
    seed: 4,
    runs: { StatefulSet: 40, DaemonSet: 30 },
    workers: 1,
    shrinkBudgetMs: 0,
    confirm: 0,
    timeoutScale: 1,
    isKnown: () => false,
    featureGates: {},
    signal: new AbortController().signal,
    ...changes,
  };
}

describe('a campaign on the model', () => {
  test('gives the same on one thread and on three', { timeout: patience }, async () => {
    const one = await runOnModel('1.36', campaign());
    const three = await runOnModel('1.36', campaign({ workers: 3 }));
    expect(three).toEqual(one);
    expect(one.scenarios['StatefulSet']).toBeGreaterThanOrEqual(40);
    expect(one.commands).toBeGreaterThan(100);
    expect(one.events).toBeGreaterThan(1000);
  });

  test('judges every property, those without runs as skipped', { timeout: patience }, async () => {
    const progress: Progress[] = [];
    const onProgress = (each: Progress) => progress.push(each);
    const { verdicts } = await runOnModel(
      '1.36',
      campaign({ runs: { StatefulSet: 5 }, onProgress }),
    );
    expect(verdicts.map(({ property }) => property)).toEqual(properties.map(({ id }) => id));
    const isStatefulSet = new Set(
      properties.filter(({ controller }) => controller === 'StatefulSet').map(({ id }) => id),
    );
    for (const { property, status } of verdicts) {
      expect([property, status === 'skipped']).toEqual([property, !isStatefulSet.has(property)]);
    }
    expect(progress.at(-1)).toMatchObject({ controller: 'StatefulSet', done: 5, total: 5 });
  });

  test('ends early when it is interrupted, and says so', { timeout: patience }, async () => {
    const interruption = new AbortController();
    const { isPartial, scenarios } = await runOnModel(
      '1.36',
      campaign({
        runs: { StatefulSet: 100_000 },
        signal: interruption.signal,
        onProgress: () => interruption.abort(),
      }),
    );
    expect(isPartial).toBe(true);
    expect(scenarios['StatefulSet']).toBeLessThan(2_000);
  });
});
