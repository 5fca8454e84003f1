/** The report as Markdown, for pull requests and archives. */
import { failureText } from './failure.ts';
import type { Report, ReportedVerdict } from './report.ts';
import {
  basisOf,
  countsOf,
  levelsOf,
  marks,
  pairsOf,
  resultSentence,
  standstillsOf,
} from './words.ts';

/** The text of `report.md`. */
export function reportMarkdown(report: Report): string {
  const { target, run } = report;
  const failures = report.verdicts.filter((each) => 'violation' in each);
  return [
    `# Conformance report: ${report.result}`,
    '',
    resultSentence(report),
    '',
    `- Target: ${target.adapter}, Kubernetes ${target.kubernetesVersion}`,
    `- Suite: plimsoll ${report.metadata.suite.version}`,
    `- Run: ${scenarioCounts(run.scenarios)}, seed ${run.seed}, ${seconds(run.durationMs)}` +
      `${run.interrupted ? ', interrupted' : ''}`,
    `- Properties: ${countsOf(report.verdicts)}`,
    `- Requirements: ${levelsOf(report)}; only MUST decides conformance`,
    ...(run.pairs === undefined ? [] : [`- Met together in one scenario: ${pairsOf(run)}`]),
    `- Reproduce: \`${run.command}\``,
    '',
    '## Requirements',
    '',
    '| | Requirement | Level | Verdict | Says |',
    '|---|---|---|---|---|',
    ...report.requirements.map(
      (each) =>
        `| ${each.verdict === 'untested' ? ' ' : marks[each.verdict]} | ${each.id} | ` +
        `${each.level} | ${each.verdict} | ${cell(each.reason ?? each.says)} |`,
    ),
    '',
    '## Properties',
    '',
    '| | Property | Requirements | Basis |',
    '|---|---|---|---|',
    ...report.verdicts.map(
      (each) =>
        `| ${marks[each.status]} | ${cell(each.title)} | ${each.requirements.join(', ')} | ` +
        `${cell(basisOf(each))} |`,
    ),
    ...(report.standstills.length > 0
      ? ['', '## Stood still, as it may', '', ...standstillsOf(report).map((line) => `- ${line}`)]
      : []),
    ...(failures.length > 0 ? ['', '## Failures', ...failures.flatMap(failureBlock)] : []),
    ...(report.notModelled.length > 0
      ? ['', '## Not modelled', '', ...report.notModelled.map((line) => `- ${line}`)]
      : []),
    '',
  ].join('\n');
}

function failureBlock(verdict: ReportedVerdict): readonly string[] {
  return ['', `### ${plain(verdict.title)}`, '', '```text', failureText(verdict), '```'];
}

/** `420 Deployment, 420 StatefulSet scenarios`. */
export function scenarioCounts(scenarios: Readonly<Record<string, number>>): string {
  const parts = Object.entries(scenarios).map(([kind, count]) => `${count} ${kind}`);
  return `${parts.join(', ')} scenarios`;
}

/** `12.3 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Markup in names and messages is text, not markup. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
