/** Writes what a run leaves behind: reports, counterexamples, traces. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PropertyId, Verdict } from '../properties/verdict.ts';
import { reportJunit } from '../reports/junit.ts';
import { reportMarkdown } from '../reports/markdown.ts';
import { reportHtml } from '../reports/html/page.ts';
import type { Report } from '../reports/report.ts';
import { reportYaml } from '../reports/yaml.ts';
import { writeScenario } from '../specs/scenario-file.ts';
import { commandOf } from '../specs/scenario.ts';
import { writeTrace } from '../specs/trace-file.ts';
import type { Trace } from '../specs/trace.ts';

/** Where each failing property's scenario and trace were saved. */
export type SavedFiles = ReadonlyMap<
  PropertyId,
  { readonly scenario: string; readonly trace?: string }
>;

/** Saves the scenario, and where there is one the trace, of every failure. */
export function saveCounterexamples(
  out: string,
  verdicts: readonly Verdict[],
  traces: ReadonlyMap<PropertyId, Trace>,
): SavedFiles {
  const saved = new Map<PropertyId, { scenario: string; trace?: string }>();
  for (const verdict of verdicts) {
    if (!('violation' in verdict)) continue;
    const name = verdict.property.replaceAll('/', '.');
    const title = `${verdict.property}: ${verdict.violation.message}`;
    const scenario = save(
      join(out, 'counterexamples', `${name}.yaml`),
      writeScenario({ ...verdict.replay.scenario, title }),
    );
    const trace = traces.get(verdict.property);
    saved.set(verdict.property, {
      scenario,
      ...(trace && { trace: saveTrace(join(out, 'traces', `${name}.jsonl`), trace) }),
    });
  }
  return saved;
}

/** Saves a trace as JSON lines; returns its path. */
export function saveTrace(path: string, trace: Trace): string {
  return save(path, [...writeTrace(trace)].join(''));
}

/** Saves the trace of any scenario, failing or not, under a name that is made of the scenario. */
export function keepTrace(folder: string, trace: Trace): string {
  const { title, seed, steps } = trace.header.scenario;
  const kinds = steps.flatMap((step) => {
    const command = commandOf(step);
    return command?.verb === 'create' ? [command.kind.toLowerCase()] : [];
  });
  const words = title?.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const name = [kinds[0] ?? 'scenario', ...(words === undefined ? [] : [words]), seed].join('.');
  return saveTrace(join(folder, `${name}.jsonl`), trace);
}

const writers = {
  yaml: { name: 'report.yaml', write: reportYaml },
  md: { name: 'report.md', write: reportMarkdown },
  junit: { name: 'junit.xml', write: reportJunit },
  html: { name: 'report.html', write: reportHtml },
} as const;

/** How a report can be written. */
export type Format = keyof typeof writers;
export const formatNames = Object.keys(writers) as readonly Format[];

/** Saves the report in each format; returns the paths. `traces` are those of failures, by
 * property. */
export function saveReport(
  out: string,
  report: Report,
  formats: readonly Format[],
  traces: ReadonlyMap<PropertyId, Trace>,
): readonly string[] {
  return formats.map((format) => {
    const { name, write } = writers[format];
    return save(join(out, name), write(report, traces));
  });
}

function save(path: string, text: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}
