/** How verdicts and results are worded and counted, the same in every format. */
import type { VerdictStatus } from '../properties/verdict.ts';
import type { Report, ReportedVerdict, Result } from './report.ts';

/** One character per verdict, for tables. */
export const marks: Readonly<Record<VerdictStatus, string>> = {
  passed: '✓',
  failed: '✗',
  known: '!',
  flaky: '~',
  inconclusive: '?',
  vacuous: '○',
  unsupported: '–',
  skipped: '-',
  error: 'E',
};

/** The result as a sentence. */
export function resultSentence(report: Report): string {
  const { adapter, kubernetesVersion } = report.target;
  const target = `${adapter} (Kubernetes ${kubernetesVersion})`;
  const sentences: Readonly<Record<Result, string>> = {
    conformant: `${target} keeps every promise that was judged${exceptions(report)}.`,
    nonconformant: `${target} breaks at least one promise.`,
    partial: `Only a part of the suite was run against ${target}; what was judged holds.`,
    undecided: `No promise is known to be broken by ${target}, but not all could be judged.`,
  };
  return sentences[report.result];
}

/** Of MUSTs: what is broken beside them is a recommendation, and is said apart. */
function exceptions({ verdicts }: Report): string {
  const known = verdicts.filter(({ status }) => status === 'known').length;
  const broken = verdicts.filter(({ status }) => status === 'failed').length;
  const isOrAre = known === 1 ? 'is' : 'are';
  return [
    ...(known === 0 ? [] : [`, but for ${known} that ${isOrAre} known to fail`]),
    ...(broken === 0 ? [] : [`; of what it should do, ${broken} did not hold`]),
  ].join('');
}

/** `MUST 180 passed, 1 failed · SHOULD 13 passed · tolerance 7 passed`: requirements by level.
 * Only the first decides conformance. */
export function levelsOf({ requirements }: Report): string {
  const groups = Object.groupBy(requirements, ({ level }) => level);
  return Object.entries(groups)
    .map(([level, own = []]) => {
      const verdicts = Object.groupBy(own, ({ verdict }) => verdict);
      const counts = Object.entries(verdicts).map(([name, some = []]) => `${some.length} ${name}`);
      return `${level} ${counts.join(', ')}`;
    })
    .join(' · ');
}

/** `An update stops where its new pods do not become available (DS-UPD-003, 12 scenarios)`. */
export function standstillsOf({ standstills }: Report): readonly string[] {
  return standstills.map(({ title, requirement, scenarios }) => {
    const count = `${scenarios} scenario${scenarios === 1 ? '' : 's'}`;
    return `${title} (${requirement}, ${count})`;
  });
}

/** `31 passed, 1 known, 2 unsupported`: statuses that occur, in the order of `marks`. */
export function countsOf(verdicts: readonly ReportedVerdict[]): string {
  const statuses = Object.keys(marks) as readonly VerdictStatus[];
  return statuses
    .map((status) => ({ status, n: verdicts.filter((each) => each.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n} ${status}`)
    .join(', ');
}

/** `98.2 % of 1,277 Deployment pairs`: how many pairs of features, commands and faults were met
 * together in one scenario. */
export function pairsOf(run: Report['run']): string {
  return Object.entries(run.pairs ?? {})
    .map(([kind, { met, all }]) => {
      // Rounded down: 100 % means all.
      const percent = Math.floor((met / all) * 1000) / 10;
      return `${percent.toFixed(1)} % of ${all.toLocaleString('en-US')} ${kind} pairs`;
    })
    .join(', ');
}

/** What a verdict rests on, in a few words. */
export function basisOf(verdict: ReportedVerdict): string {
  switch (verdict.status) {
    case 'passed':
      return `${verdict.exercised} moments in ${verdict.runs} scenarios`;
    case 'failed':
    case 'flaky':
      return verdict.violation.message;
    case 'known':
      return `${verdict.violation.message} (${verdict.reason ?? 'expected'})`;
    case 'vacuous':
      return `never at stake in ${verdict.runs} scenarios`;
    case 'inconclusive':
    case 'unsupported':
    case 'skipped':
    case 'error':
      return verdict.reason;
    default:
      return verdict satisfies never;
  }
}
