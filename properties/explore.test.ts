import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault, Scenario, Step } from '../specs/scenario.ts';
import { faultOf } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import type { Exploration } from './explore.ts';
import { explore, exploreRuns, mergeExplored } from './explore.ts';
import { miniTrace } from './fixture.ts';
import { always } from './property.ts';

/** A scenario is a list of numbers in disguise: faults of that many milliseconds. */
const step = fc.nat(100).map((millis): Step => ({
  after: 0,
  fault: { fault: 'ApiUnavailable', for: millis },
}));
const arbitrary: fc.Arbitrary<Scenario> = fc
  .array(step, { maxLength: 20, size: 'max' })
  .map((steps) => ({ format: 1, seed: 0, nodes: [], steps }));

function numbersOf({ steps }: Scenario): number[] {
  return steps.map((each) => (faultOf(each) as Extract<Fault, { for: number }>).for);
}

/** One pod per number, named after it. */
function play(scenario: Scenario): Promise<Trace> {
  const trace = numbersOf(scenario).reduce(
    (mini, number, index) => mini.add('Pod', `pod-${index}-${number}`),
    miniTrace(),
  );
  const built = trace.build();
  return Promise.resolve({ ...built, header: { ...built.header, scenario } });
}

function noPodAbove(limit: number) {
  return always({
    id: `test/no-pod-above-${limit}`,
    title: `No number is above ${limit}`,
    controller: 'Deployment',
    requirements: ['TEST-001'],
    on: ['Pod'],
    monitor: () => ({
      change: ({ event }) => {
        const number = Number(event.object.metadata.name.split('-')[2]);
        if (number <= limit) return 'holds';
        const expected = `at most ${limit}`;
        const observed = String(number);
        return { message: 'too high', expected, observed, at: event.seq, evidence: [] };
      },
    }),
  });
}

const exploration: Exploration = {
  properties: [noPodAbove(60), noPodAbove(90), noPodAbove(100)],
  arbitrary,
  seed: 5,
  runs: 60,
  run: play,
};

describe('exploring', () => {
  test('shrinks every failing property to its own smallest scenario', async () => {
    const { verdicts, traces } = await explore(exploration);
    expect(verdicts.map(({ status }) => status)).toEqual(['failed', 'failed', 'passed']);
    const smallest = verdicts.map((verdict) =>
      verdict.status === 'failed' ? numbersOf(verdict.replay.scenario) : undefined,
    );
    expect(smallest).toEqual([[61], [91], undefined]);
    const seen = traces.get('test/no-pod-above-90')?.header.scenario;
    expect(seen && numbersOf(seen)).toEqual([91]);
  });

  test('keeps the scenario as it was drawn beside the shrunk one', async () => {
    const { verdicts } = await explore(exploration);
    const [first] = verdicts;
    if (first?.status !== 'failed') throw new Error('the first property must fail');
    const { original, scenario } = first.replay;
    expect(Math.max(...numbersOf(original ?? scenario))).toBeGreaterThan(60);
    expect(first.replay.shrinks).toBeGreaterThan(0);
    expect(first.violation.observed).toBe('61');
  });

  test('gives the same for the same seed and another for another', async () => {
    expect((await explore(exploration)).verdicts).toEqual((await explore(exploration)).verdicts);
    const drawn = async (seed: number) => {
      const scenarios: Scenario[] = [];
      const onRun: Exploration['onRun'] = ({ scenario }) => scenarios.push(scenario);
      await exploreRuns({ ...exploration, seed, onRun });
      return scenarios;
    };
    expect(await drawn(5)).not.toEqual(await drawn(6));
  });

  test('gives the same however the runs are split', async () => {
    const whole = await exploreRuns(exploration);
    const second = await exploreRuns({ ...exploration, firstRun: 25, runs: 35 });
    const first = await exploreRuns({ ...exploration, runs: 25 });
    expect(mergeExplored(second, first)).toEqual(whole);
    expect(await exploreRuns({ ...exploration, concurrency: 7 })).toEqual(whole);
  });

  test('plays regressions first and does not shrink them', async () => {
    const regression: Scenario = {
      format: 1,
      seed: 0,
      nodes: [],
      steps: [7, 95, 8].map((millis) => ({
        after: 0,
        fault: { fault: 'ApiUnavailable', for: millis },
      })),
    };
    const runs: number[] = [];
    const { verdicts } = await explore({
      ...exploration,
      regressions: [regression, regression],
      onRun: ({ run }) => runs.push(run),
    });
    expect(runs.slice(0, 3)).toEqual([-2, -1, 0]);
    expect(verdicts[0]).toMatchObject({ replay: { scenario: regression, shrinks: 0 } });
  });
});

describe('exploring in an uncertain world', () => {
  test('calls a failure flaky that does not always come back, and does not shrink it', async () => {
    let plays = 0;
    const sometimesHigh = (scenario: Scenario) => {
      plays += 1;
      return plays === 1 ? miniTrace().add('Pod', 'pod-0-99').build() : play(scenario);
    };
    const { verdicts } = await explore({
      ...exploration,
      properties: [noPodAbove(98)],
      arbitrary: fc.constant({ format: 1 as const, seed: 0, nodes: [], steps: [] }),
      runs: 3,
      confirm: 2,
      run: (scenario) => Promise.resolve(sometimesHigh(scenario)),
    });
    expect(verdicts[0]).toMatchObject({
      status: 'flaky',
      replay: { rate: { failed: 0, of: 2 }, shrinks: 0 },
    });
  });

  test('leaves a run unjudged when the environment fails', async () => {
    const { verdicts } = await explore({
      ...exploration,
      runs: 4,
      run: () => Promise.reject(Object.assign(new Error('no route'), { name: 'AdapterError' })),
    });
    expect(verdicts[0]).toMatchObject({
      status: 'inconclusive',
      reason: '4 of 4 runs could not be judged: no route',
    });
  });

  test('stops at a mistake of the suite itself and says which scenario it was', async () => {
    const broken = explore({ ...exploration, run: () => Promise.reject(new Error('a bug')) });
    await expect(broken).rejects.toMatchObject({
      name: 'RunError',
      message: 'run 0 of the exploration broke the suite: Error: a bug',
      scenario: { format: 1 },
    });
  });

  test('returns what it has when it is interrupted, and says so', async () => {
    const interruption = new AbortController();
    const { verdicts, isPartial, scenarios } = await explore({
      ...exploration,
      signal: interruption.signal,
      onRun: ({ run, judgements }) => {
        const isFailing = judgements.get('test/no-pod-above-60')?.status === 'failed';
        if (run >= 3 && isFailing) interruption.abort();
      },
    });
    expect(isPartial).toBe(true);
    expect(scenarios).toBeLessThan(60);
    expect(verdicts[0]).toMatchObject({ status: 'failed', replay: { shrinks: 0 } });
  });

  test('shrinks no longer than its budget and keeps the best so far', async () => {
    let clock = 0;
    const outcome = await explore({
      ...exploration,
      properties: [noPodAbove(60)],
      now: () => clock,
      shrinkBudgetMs: 4,
      run: (scenario) => {
        clock += 1;
        return play(scenario);
      },
    });
    const [verdict] = outcome.verdicts;
    if (verdict?.status !== 'failed') throw new Error('it must fail');
    expect(verdict.replay.shrinks).toBeLessThan(5);
    expect(Math.max(...numbersOf(verdict.replay.scenario))).toBeGreaterThan(60);
  });

  test('tries a smaller scenario with further seeds before it counts as too small', async () => {
    const isLucky = ({ seed, steps }: Scenario) => seed === 2 || steps.length > 3;
    const shortest = async (shrinkSeeds: number) => {
      const { verdicts } = await explore({
        ...exploration,
        properties: [noPodAbove(60)],
        shrinkSeeds,
        run: (scenario) => play(isLucky(scenario) ? scenario : { ...scenario, steps: [] }),
      });
      const [verdict] = verdicts;
      return verdict?.status === 'failed' ? verdict.replay.scenario : undefined;
    };
    expect((await shortest(0))?.steps).toHaveLength(4);
    expect(await shortest(3)).toMatchObject({ seed: 2, steps: [{ fault: { for: 61 } }] });
  });

  test('begins no run after its time', async () => {
    let clock = 0;
    const { scenarios, isPartial } = await explore({
      ...exploration,
      now: () => clock,
      budgetMs: 10,
      run: (scenario) => {
        clock += 1;
        return play(scenario);
      },
    });
    expect(scenarios).toBe(10);
    expect(isPartial).toBe(false);
  });
});
