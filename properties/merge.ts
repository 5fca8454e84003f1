/**
 * From what a property says about single traces to what it says after a whole run.
 *
 * A tally only ever grows, and two of them add up in any order and grouping, so that runs may be
 * split over workers. The order of dominance is failed, passed, inconclusive, vacuous, unsupported:
 * one exercised run is enough to pass, unless too many others could not be judged.
 */
import type { Judgement, PropertyId, Replay, Verdict, Violation } from './verdict.ts';

/** A failure of one property: how it looked, and how to see it again. */
export interface Failure {
  /** The number of the run; regressions count upwards to -1, drawn scenarios from 0. */
  readonly run: number;
  readonly violation: Violation;
  readonly replay: Replay;
}

/** What is known of one property so far. */
export interface Tally {
  readonly failed: number;
  readonly passed: number;
  readonly inconclusive: number;
  readonly vacuous: number;
  readonly unsupported: number;
  /** How often something was at stake, over all runs. */
  readonly exercised: number;
  /** The failure to report: one that is not flaky if there is any, then the earliest. */
  readonly failure?: Failure;
  /** Why the earliest run without an answer had none. */
  readonly doubt?: Doubt;
}

interface Doubt {
  readonly run: number;
  readonly reason: string;
}

/** Of a property that was never judged. */
export const emptyTally: Tally = {
  failed: 0,
  passed: 0,
  inconclusive: 0,
  vacuous: 0,
  unsupported: 0,
  exercised: 0,
};

/** More runs than this share without an answer, and passing the others does not count. */
export const mostUnjudged = 0.1;

/** What one judgement adds. A failed one comes with the way to play it again. */
export function tallyOf(judgement: Judgement, run: number, replay: Replay): Tally {
  const one = { ...emptyTally, [judgement.status]: 1 };
  switch (judgement.status) {
    case 'failed':
      return {
        ...one,
        exercised: judgement.exercised,
        failure: { run, violation: judgement.violation, replay },
      };
    case 'passed':
      return { ...one, exercised: judgement.exercised };
    case 'inconclusive':
    case 'unsupported':
      return { ...one, doubt: { run, reason: judgement.reason } };
    case 'vacuous':
      return one;
    default:
      return judgement satisfies never;
  }
}

/** The sum of two tallies of one property. */
export function mergeTallies(one: Tally, other: Tally): Tally {
  const failure = earliest(one.failure, other.failure, compareFailures);
  const doubt = earliest(one.doubt, other.doubt, compareDoubts);
  return {
    failed: one.failed + other.failed,
    passed: one.passed + other.passed,
    inconclusive: one.inconclusive + other.inconclusive,
    vacuous: one.vacuous + other.vacuous,
    unsupported: one.unsupported + other.unsupported,
    exercised: one.exercised + other.exercised,
    ...(failure && { failure }),
    ...(doubt && { doubt }),
  };
}

/** What a tally amounts to. */
export function verdictOf(property: PropertyId, tally: Tally): Verdict {
  const { failure, passed, inconclusive, vacuous, unsupported, exercised } = tally;
  const runs = tally.failed + passed + inconclusive + vacuous;
  if (failure) {
    const status = isFlaky(failure) ? 'flaky' : 'failed';
    return { property, status, violation: failure.violation, runs, replay: failure.replay };
  }
  const reason = tally.doubt?.reason ?? 'no reason was given';
  if (inconclusive > runs * mostUnjudged || (inconclusive > 0 && passed === 0)) {
    const share = `${inconclusive} of ${runs} runs could not be judged`;
    return { property, status: 'inconclusive', reason: `${share}: ${reason}`, runs };
  }
  if (passed > 0) return { property, status: 'passed', exercised, runs, unjudged: inconclusive };
  if (vacuous > 0) return { property, status: 'vacuous', runs };
  if (unsupported > 0) return { property, status: 'unsupported', reason };
  return { property, status: 'skipped', reason: 'nothing was run' };
}

/** Did the failure not come back every time it was tried again? */
export function isFlaky({ replay: { rate } }: Failure): boolean {
  return rate !== undefined && rate.failed < rate.of;
}

function earliest<T>(
  one: T | undefined,
  other: T | undefined,
  compare: (one: T, other: T) => number,
): T | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compare(one, other) <= 0 ? one : other;
}

/** Of the same run, the version that was shrunk further counts. */
function compareFailures(one: Failure, other: Failure): number {
  return (
    Number(isFlaky(one)) - Number(isFlaky(other)) ||
    one.run - other.run ||
    other.replay.shrinks - one.replay.shrinks
  );
}

function compareDoubts(one: Doubt, other: Doubt): number {
  return one.run - other.run || (one.reason < other.reason ? -1 : 1);
}
