import { describe, expect, test } from 'vitest';
import { addPairs, countPairs, noPairs, unitePairs } from './pairs.ts';
import type { Command, Fault, Scenario, Step } from './scenario.ts';

const kind = 'Deployment';
const target = { kind, pick: 0 } as const;
const created = (spec: object): Step => ({
  after: 0,
  command: { verb: 'create', kind, name: 'web', spec: { template: { revision: 'a' }, ...spec } },
});
const then = (command: Command): Step => ({ after: 0, command });
const fault: Fault = { fault: 'PodFailed', target: { kind: 'Pod', pick: 0 } };
const scenarioOf = (...steps: readonly Step[]): Scenario => ({
  format: 1,
  seed: 1,
  nodes: [{}],
  steps,
});

const all = new Set(['PodFailed'] as const);
const missed = (...steps: readonly Step[]) => {
  const pairs = noPairs(kind);
  addPairs(kind, scenarioOf(...steps), pairs);
  return countPairs(kind, pairs, all).missing;
};

describe('the pairs that a scenario brings together', () => {
  test('values of one spec', () => {
    const missing = missed(created({ replicas: 0, paused: true }));
    expect(missing).not.toContain('replicas=0 & paused=yes');
    expect(missing).toContain('replicas=1 & paused=yes');
  });
  test('a value and what happens', () => {
    const missing = missed(created({ replicas: 0 }), { after: 0, fault });
    expect(missing).not.toContain('replicas=0 & PodFailed');
    expect(missing).toContain('replicas=1 & PodFailed');
  });
  test('two things that happen', () => {
    const missing = missed(
      created({}),
      then({ verb: 'scale', target, replicas: 1 }),
      then({ verb: 'patch', target, change: { template: { revision: 'b' } } }),
    );
    expect(missing).not.toContain('scale & roll');
    expect(missing).toContain('pause & roll');
  });
  test('values that a change brought', () => {
    const pause = then({ verb: 'patch', target, change: { paused: true } });
    expect(missed(created({ replicas: 0 }), pause)).not.toContain('replicas=0 & paused=yes');
  });
});

describe('counting', () => {
  const scenario = scenarioOf(created({ replicas: 0 }), { after: 0, fault });
  const pairs = noPairs(kind);
  addPairs(kind, scenario, pairs);

  test('what no object can have is not asked for', () => {
    const { missing, all: count, met } = countPairs(kind, noPairs(kind), all);
    expect(missing).not.toContain('strategy=Recreate & maxSurge=integer');
    expect(missing).toContain('strategy=RollingUpdate & maxSurge=integer');
    expect([met, missing.length]).toEqual([0, count]);
  });
  test('a fault that the target cannot cause is not asked for', () => {
    const without = countPairs(kind, pairs, new Set());
    expect(without.all).toBeLessThan(countPairs(kind, pairs, all).all);
    expect(without.missing.filter((pair) => pair.includes('PodFailed'))).toEqual([]);
  });
  test('two sets unite', () => {
    const united = unitePairs(pairs, noPairs(kind));
    expect(countPairs(kind, united, all)).toEqual(countPairs(kind, pairs, all));
  });
});
