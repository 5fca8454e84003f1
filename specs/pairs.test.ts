import { describe, expect, test } from 'vitest';
import { addPairs, addPairsOf, countPairs, noPairs, unitePairs } from './pairs.ts';
import type { Command, Fault, Scenario, Step } from './scenario.ts';
import type { CommandEvent, Trace } from './trace.ts';

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

const all = new Set(['PodFailed', 'PodQuota'] as const);
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
  test('a quota that leaves room, and one that does not', () => {
    const quota: Step = { after: 0, fault: { fault: 'PodQuota', pods: 2, for: 1 } };
    const biting = 'minReadySeconds=no & biting PodQuota';
    const ample = 'minReadySeconds=no & ample PodQuota';
    expect(missed(created({ replicas: 3 }), quota)).not.toContain(biting);
    expect(missed(created({ replicas: 3 }), quota)).toContain(ample);
    expect(missed(created({ replicas: 2 }), quota)).not.toContain(ample);
    const scale = then({ verb: 'scale', target, replicas: 3 });
    expect(missed(created({ replicas: 2 }), scale, quota)).not.toContain(biting);
  });
  test('another selector than the plain one', () => {
    const set = { '/spec/selector/matchExpressions': [] };
    const spec = { template: { revision: 'a' }, replicas: 1 };
    const create = then({ verb: 'create', kind, name: 'web', spec, set });
    expect(missed(create)).not.toContain('replicas=1 & selector=both');
    expect(missed(created({ replicas: 1 }))).not.toContain('replicas=1 & selector=matchLabels');
  });
  test('a deleted Service is no deleted workload', () => {
    const ref = { kind: 'Service', pick: 0 } as const;
    const remove = then({ verb: 'delete', target: ref, propagationPolicy: 'Background' });
    const missing = missed(created({}), remove);
    expect(missing).toContain('minReadySeconds=no & delete Background');
    expect(missing).not.toContain('minReadySeconds=no & delete companion');
  });
});

describe('the pairs of a trace', () => {
  const scenario = scenarioOf(created({ replicas: 0 }), then({ verb: 'scale', target, replicas: 1 }));
  const traceWith = (phase: CommandEvent['phase']): Trace => ({
    header: { scenario } as Trace['header'],
    events: [{ event: 'command', step: 1, phase, seq: 0, at: 0 }],
    footer: { complete: true },
  });
  const met = (phase: CommandEvent['phase']) => {
    const pairs = noPairs(kind);
    addPairsOf(kind, traceWith(phase), pairs);
    return countPairs(kind, pairs, all).missing;
  };

  test.for(['ok', 'unknown'] as const)('count a command that went %s', (phase) => {
    expect(met(phase)).not.toContain('replicas=0 & scale');
  });
  test.for(['rejected', 'skipped'] as const)('do not count one that was %s', (phase) => {
    expect(met(phase)).toContain('replicas=0 & scale');
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
