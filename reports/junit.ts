/** The report as JUnit XML, for CI systems. No verdict is greener here than in the report. */
import { create } from 'xmlbuilder2';
import type { VerdictStatus } from '../properties/verdict.ts';
import { failureText } from './failure.ts';
import type { Report, ReportedVerdict } from './report.ts';
import { basisOf, levelsOf, standstillsOf } from './words.ts';

/** The element under a test case that stands for each verdict. */
const elements: Readonly<Record<VerdictStatus, 'failure' | 'error' | 'skipped' | undefined>> = {
  passed: undefined,
  failed: 'failure',
  flaky: 'failure',
  vacuous: 'failure',
  inconclusive: 'error',
  error: 'error',
  known: 'skipped',
  unsupported: 'skipped',
  skipped: 'skipped',
};

/** The text of `junit.xml`: a suite per controller, a test case per property. */
export function reportJunit(report: Report): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'plimsoll',
    ...countsOf(report.verdicts),
  });
  const facts = root.ele('properties');
  for (const [name, value] of factsOf(report)) facts.ele('property', { name, value });
  const groups = Object.groupBy(report.verdicts, (each) => each.property.split('/')[0] ?? '');
  for (const [controller, verdicts = []] of Object.entries(groups)) {
    const suite = root.ele('testsuite', {
      name: `plimsoll.${controller}`,
      timestamp: report.run.startedAt,
      ...countsOf(verdicts),
    });
    for (const verdict of verdicts) {
      const testCase = suite.ele('testcase', {
        classname: verdict.property,
        name: `${verdict.requirements.join(' ')} ${verdict.title}`,
      });
      if (verdict.level !== 'MUST') {
        const own = testCase.ele('properties');
        own.ele('property', { name: 'level', value: verdict.level });
      }
      const element = elements[verdict.status];
      if (element === undefined) continue;
      const text = 'violation' in verdict ? failureText(verdict) : '';
      testCase
        .ele(element, { type: verdict.status, message: `${verdict.status}: ${basisOf(verdict)}` })
        .txt(text);
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function factsOf(report: Report): readonly (readonly [string, string])[] {
  return [
    ['result', report.result],
    ['requirements', levelsOf(report)],
    ...standstillsOf(report).map((wait) => ['stood still, as it may', wait] as const),
  ];
}

function countsOf(verdicts: readonly ReportedVerdict[]) {
  const count = (element: string) =>
    verdicts.filter((each) => elements[each.status] === element).length;
  return {
    tests: verdicts.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}
