/** The verdicts on single traces, for `replay` and `judge`. */
import { judge } from '../properties/judge.ts';
import type { Judgement, PropertyId } from '../properties/verdict.ts';
import { eventLine } from '../reports/timeline.ts';
import { marks } from '../reports/words.ts';
import type { Trace } from '../specs/trace.ts';
import { properties } from './catalogue.ts';
import { isAbout } from './engine/campaign.ts';
import { exitCodes } from './exit.ts';

export type Judgements = ReadonlyMap<PropertyId, Judgement>;

/** Judges a trace by the properties of every controller that its scenario is about. */
export function judgeTrace(trace: Trace): Judgements {
  const { scenario } = trace.header;
  return judge(
    trace,
    properties.filter(({ controller }) => isAbout(scenario, controller)),
  );
}

/** The verdicts as lines for people: what failed with its witness, then what could not be judged,
 * then counts. */
export function describeJudgements(trace: Trace, judgements: Judgements): readonly string[] {
  const lines: string[] = [];
  for (const [id, judgement] of judgements) {
    if (judgement.status === 'failed') lines.push(...describeFailure(id, judgement, trace));
    if (judgement.status === 'inconclusive') {
      lines.push(`${marks.inconclusive} ${id}: ${judgement.reason}`);
    }
  }
  const count = (status: Judgement['status']) =>
    [...judgements.values()].filter((each) => each.status === status).length;
  lines.push(
    `${count('passed')} passed, ${count('failed')} failed, ` +
      `${count('inconclusive')} inconclusive, ${count('vacuous')} not at stake, ` +
      `${count('unsupported')} unsupported`,
  );
  return lines;
}

function describeFailure(
  id: PropertyId,
  { violation }: Extract<Judgement, { status: 'failed' }>,
  trace: Trace,
): readonly string[] {
  const proof = new Set([...violation.evidence, violation.at]);
  return [
    `${marks.failed} ${id}: ${violation.message}`,
    `    expected  ${violation.expected}`,
    `    observed  ${violation.observed}`,
    ...trace.events
      .filter((event) => proof.has(event.seq))
      .map((event) => `    ${eventLine(event)}`),
  ];
}

/** 1 where anything failed, 2 where something could not be judged, else 0. */
export function exitCodeOf(all: readonly Judgements[]): number {
  const statuses = new Set(all.flatMap((each) => [...each.values()].map(({ status }) => status)));
  if (statuses.has('failed')) return exitCodes.violated;
  return statuses.has('inconclusive') ? exitCodes.undecided : exitCodes.conformant;
}
