import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../specs/scenario.ts';
import type { Tally } from './merge.ts';
import { emptyTally, mergeTallies, tallyOf, verdictOf } from './merge.ts';
import type { Judgement } from './verdict.ts';

const scenario: Scenario = { format: 1, seed: 1, nodes: [], steps: [] };
const violation = { message: 'm', expected: 'e', observed: 'o', at: 0, evidence: [] };

const judgements: readonly Judgement[] = [
  { status: 'failed', violation, exercised: 1 },
  { status: 'passed', exercised: 2 },
  { status: 'inconclusive', reason: 'a gap' },
  { status: 'vacuous' },
  { status: 'unsupported', reason: 'a gate' },
];

function tallied(...each: readonly Judgement[]): Tally {
  return each
    .map((judgement, run) => tallyOf(judgement, run, { seed: 1, scenario, shrinks: 0 }))
    .reduce(mergeTallies, emptyTally);
}

const tallyArbitrary = fc
  .tuple(
    fc.constantFrom(...judgements),
    fc.integer({ min: -2, max: 9 }),
    fc.option(fc.record({ failed: fc.nat(2), of: fc.constant(2) }), { nil: undefined }),
    fc.nat(3),
  )
  .map(([judgement, run, rate, shrinks]) =>
    tallyOf(judgement, run, { seed: run, scenario, shrinks, ...(rate && { rate }) }),
  );

/** A run happens once: two of its failures differ only in how far they were shrunk. */
function isOfOneRun(one: Tally, other: Tally): boolean {
  const [first, second] = [one.failure, other.failure];
  return (
    first?.run === second?.run &&
    JSON.stringify(first?.replay.rate) !== JSON.stringify(second?.replay.rate)
  );
}

describe('merging tallies', () => {
  test('is commutative', () => {
    fc.assert(
      fc.property(tallyArbitrary, tallyArbitrary, (one, other) => {
        fc.pre(!isOfOneRun(one, other));
        expect(mergeTallies(one, other)).toEqual(mergeTallies(other, one));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('is associative, and nothing is neutral', () => {
    fc.assert(
      fc.property(tallyArbitrary, tallyArbitrary, tallyArbitrary, (one, two, three) => {
        fc.pre(!isOfOneRun(one, two) && !isOfOneRun(two, three) && !isOfOneRun(one, three));
        const left = mergeTallies(mergeTallies(one, two), three);
        expect(left).toEqual(mergeTallies(one, mergeTallies(two, three)));
        expect(mergeTallies(one, emptyTally)).toEqual(one);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('keeps the earliest failure, unless it is flaky', () => {
    const failing = (run: number, failed: number) =>
      tallyOf(
        { status: 'failed', violation, exercised: 1 },
        run,
        { seed: 1, scenario, shrinks: 0, rate: { failed, of: 2 } },
      );
    expect(mergeTallies(failing(4, 2), failing(7, 2)).failure?.run).toBe(4);
    expect(mergeTallies(failing(4, 1), failing(7, 2)).failure?.run).toBe(7);
    expect(verdictOf('x', mergeTallies(failing(4, 1), emptyTally)).status).toBe('flaky');
  });
});

describe('a verdict', () => {
  const passed: Judgement = { status: 'passed', exercised: 2 };
  const gap: Judgement = { status: 'inconclusive', reason: 'a gap' };
  const vacuous: Judgement = { status: 'vacuous' };
  const status = (...each: readonly Judgement[]) => verdictOf('x', tallied(...each)).status;

  test('follows the order of dominance', () => {
    for (const [rank, stronger] of judgements.entries()) {
      expect(status(...judgements.slice(rank), ...Array<Judgement>(30).fill(stronger))).toBe(
        stronger.status,
      );
    }
  });

  test('needs one exercised run to pass', () => {
    expect(status(vacuous, vacuous, passed)).toBe('passed');
    expect(status(vacuous, vacuous)).toBe('vacuous');
    const verdict = verdictOf('x', tallied(passed, vacuous, passed));
    expect(verdict).toMatchObject({ exercised: 4, runs: 3 });
  });

  test('is inconclusive as soon as more than a tenth could not be judged', () => {
    const nine = Array.from({ length: 9 }, (): Judgement => passed);
    expect(verdictOf('x', tallied(gap, ...nine))).toMatchObject({ status: 'passed', unjudged: 1 });
    expect(verdictOf('x', tallied(gap, gap, ...nine))).toEqual({
      property: 'x',
      status: 'inconclusive',
      reason: '2 of 11 runs could not be judged: a gap',
      runs: 11,
    });
  });

  test('is never passed where nothing ran', () => {
    expect(status()).toBe('skipped');
  });
});
