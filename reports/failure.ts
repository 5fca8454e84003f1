/**
 * A failing property, told so that a person can act: the promise, what was expected, what was
 * observed, the events that prove it, the scenario, how to play it again.
 */
import type { Violation } from '../properties/verdict.ts';
import { writeScenario } from '../specs/scenario-file.ts';
import type { Trace } from '../specs/trace.ts';
import { eventLine } from './timeline.ts';
import type { ReportedVerdict } from './report.ts';
import { witnessOf } from './witness.ts';

/** The whole message as plain text; with the trace, the witness events are told too. */
export function failureText(verdict: ReportedVerdict, trace?: Trace): string {
  if (!('violation' in verdict)) return '';
  const { violation, replay, scenarioFile } = verdict;
  const original = replay.original ? ` (from ${replay.original.steps.length})` : '';
  return [
    `${verdict.title}`,
    `  requirement  ${verdict.requirements.join(', ')}   property ${verdict.property}`,
    `  expected     ${violation.expected}`,
    `  observed     ${violation.observed}`,
    ...(violation.message === verdict.title ? [] : [`  in short     ${violation.message}`]),
    ...(replay.rate ? [`  confirmed    ${replay.rate.failed} of ${replay.rate.of} replays`] : []),
    ...(trace ? ['', '  Witness', ...witness(violation, trace).map((line) => `    ${line}`)] : []),
    '',
    `  Scenario: ${count(replay.scenario.steps.length, 'step')} after ` +
      `${count(replay.shrinks, 'shrink')}${original}, seed ${replay.seed}`,
    ...writeScenario(replay.scenario)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
    '',
    ...(scenarioFile ? [`  Replay       npm run -s plimsoll -- replay ${scenarioFile}`] : []),
  ].join('\n');
}

/** The events that prove a violation, plus the commands and faults that led there. */
function witness(violation: Violation, trace: Trace): readonly string[] {
  const { told, decides } = witnessOf(violation, trace);
  return told.map((event) => eventLine(event, decides(event)));
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
