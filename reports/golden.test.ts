/** Every output format against its golden file; `npx vitest run reports -u` rewrites them. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { consoleSummary } from './console.ts';
import { reportHtml } from './html/page.ts';
import { reportJunit } from './junit.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { compile } from './report.ts';
import { sampleInput, sampleTrace } from './sample.ts';
import { resultSentence } from './words.ts';
import { reportYaml } from './yaml.ts';

const report = compile(sampleInput);
const traces = new Map([['statefulset/claim-failed', sampleTrace]]);
const golden = (name: string) => `./testdata/${name}`;

describe('the formats', () => {
  test('report.yaml', async () => {
    await expect(reportYaml(report)).toMatchFileSnapshot(golden('report.yaml'));
  });
  test('report.md', async () => {
    await expect(reportMarkdown(report)).toMatchFileSnapshot(golden('report.md'));
  });
  test('junit.xml', async () => {
    await expect(reportJunit(report)).toMatchFileSnapshot(golden('junit.xml'));
  });
  test('report.html', async () => {
    await expect(reportHtml(report, traces)).toMatchFileSnapshot(golden('report.html'));
  });
  test('the terminal', async () => {
    const text = consoleSummary(report, { colour: false, traces });
    await expect(text).toMatchFileSnapshot(golden('console.txt'));
  });
});

test('the page runs the script that its policy names, and no other', () => {
  const page = reportHtml(report, traces);
  const [, allowed] = /script-src &#39;sha256-([^&]+)&#39;/.exec(page) ?? [];
  const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
  const digests = scripts.map((text) => createHash('sha256').update(text).digest('base64'));
  expect(digests).toEqual([allowed]);
});

describe('no format is greener than another', () => {
  const xml = reportJunit(report);
  const bare = (status: string) => new RegExp(`claim-${status}"[^>]*/>`).test(xml);

  test('only a passed property is a bare test case in JUnit', () => {
    const statuses = report.verdicts.map(({ status }) => status);
    expect(statuses.filter(bare)).toEqual(['passed']);
  });
  test('YAML read back is the report', () => {
    expect(parse(reportYaml(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('the result', () => {
  const only = (...statuses: readonly string[]): Report =>
    compile({
      ...sampleInput,
      properties: sampleInput.properties.filter(({ id }) =>
        statuses.some((status) => id.endsWith(`-${status}`)),
      ),
    });

  test.for([
    [['passed'], 'conformant'],
    [['passed', 'unsupported', 'known'], 'conformant'],
    [['passed', 'failed'], 'nonconformant'],
    [['passed', 'flaky'], 'undecided'],
    [['passed', 'inconclusive'], 'undecided'],
    [['passed', 'error'], 'undecided'],
    [['passed', 'skipped'], 'partial'],
  ] as const)('%j is %s', ([statuses, result]) => {
    expect(only(...statuses).result).toBe(result);
  });
  test('an interrupted or selected run is partial, however green', () => {
    const run = { ...sampleInput.run, interrupted: true };
    const properties = sampleInput.properties.slice(0, 1);
    expect(compile({ ...sampleInput, properties, run }).result).toBe('partial');
    const selected = { ...sampleInput.run, selection: ['STS-*'] };
    expect(compile({ ...sampleInput, properties, run: selected }).result).toBe('partial');
  });
  test('a SHOULD requirement is reported apart', () => {
    const vacuous = only('passed', 'vacuous');
    expect(vacuous.result).toBe('conformant');
    expect(vacuous.profiles[0]?.extended.result).toBe('undecided');
  });
  test('what is only recommended and does not hold is said beside it', () => {
    const requirements = sampleInput.requirements.map((each) => ({ ...each, level: 'SHOULD' }));
    const properties = sampleInput.properties.filter(({ id }) => id.endsWith('-failed'));
    const broken = compile({ ...sampleInput, requirements, properties });
    expect(broken.result).toBe('conformant');
    expect(broken.profiles[0]?.extended.result).toBe('nonconformant');
    expect(resultSentence(broken)).toContain('of what it should do, 1 did not hold');
  });
  test('what is tolerated decides nothing', () => {
    expect(only('passed', 'unsupported').profiles[0]?.tolerated.statistics.unsupported).toBe(1);
  });
});
