/**
 * `npm run bench`: how fast the model plays, how fast the judge judges and how its cost grows with
 * the size of a workload, beside the figures to reach. Machines are shared and noisy, so figures
 * that compare two things are ratios taken in one run.
 */
import { performance } from 'node:perf_hooks';
import { modelAdapter } from '../adapters/model/adapter.ts';
import { play } from '../adapters/play.ts';
import { drawScenario } from '../properties/explore-draw.ts';
import { createJudge, judge } from '../properties/judge.ts';
import type { Property } from '../properties/property.ts';
import { scenarioArbitrary } from '../specs/arbitraries/scenario.ts';
import type { WorkloadKind } from '../specs/kubernetes.ts';
import type { Trace } from '../specs/trace.ts';
import { carriedOut } from '../specs/trace.ts';
import { churnTrace } from './bench/churn.ts';
import { properties } from './catalogue.ts';
import { workloadKinds } from './engine/campaign.ts';
import { suiteVersion } from './version.ts';

const sizes = [10, 100, 1_000, 10_000] as const;
const replacements = 2_000;
const scenarios = 300;
/** Each measurement is the best of so many, since noise only ever adds. */
const repetitions = 3;

const print = (line = '') => process.stdout.write(`${line}\n`);
const perSecond = (count: number, ms: number) =>
  Math.round((count / ms) * 1000).toLocaleString('en');

async function benchModel(kind: WorkloadKind): Promise<void> {
  const adapter = modelAdapter({});
  const arbitrary = scenarioArbitrary(kind, { pace: 'virtual', faults: adapter.capabilities });
  const own = properties.filter(({ controller }) => controller === kind);
  const traces: Trace[] = [];
  for (let run = 0; run < scenarios / 3; run += 1) {
    const { value_: scenario } = drawScenario(arbitrary, 2, run);
    judge(await play(scenario, adapter, { suiteVersion }), own);
  }
  const began = performance.now();
  for (let run = 0; run < scenarios; run += 1) {
    const { value_: scenario } = drawScenario(arbitrary, 1, run);
    traces.push(await play(scenario, adapter, { suiteVersion }));
  }
  const played = performance.now() - began;
  const judging = performance.now();
  for (const trace of traces) judge(trace, own);
  const judged = performance.now() - judging;
  const events = traces.flatMap((trace) => trace.events);
  const commands = traces.reduce((sum, trace) => sum + carriedOut(trace), 0);
  const all = played + judged;
  print(
    `  ${kind.padEnd(12)} ${perSecond(scenarios, all).padStart(7)} scenarios/s ` +
      `${perSecond(commands, all).padStart(8)} commands/s ` +
      `${perSecond(events.length, all).padStart(9)} events/s   ` +
      `(model ${percent(played, all)}, judge ${percent(judged, all)}: ` +
      `${((judged * 1000) / events.length).toFixed(1)} µs per event, ` +
      `${perSecond(events.length, judged)} events/s)`,
  );
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

/** Microseconds per event of judging replacements in a workload of this size. */
function judgeCost(kind: WorkloadKind, pods: number, own: readonly Property[]): number {
  const { header, settled, churn } = churnTrace(kind, pods, replacements);
  const judging = createJudge(header, own);
  for (const event of settled) judging.push(event);
  const began = performance.now();
  for (const event of churn) judging.push(event);
  return ((performance.now() - began) * 1000) / churn.length;
}

function benchJudge(kind: WorkloadKind): void {
  const own = properties.filter(({ controller }) => controller === kind);
  judgeCost(kind, 10, own);
  const costs = sizes.map((pods) =>
    Math.min(...Array.from({ length: repetitions }, () => judgeCost(kind, pods, own))),
  );
  const smallest = costs[0] ?? 1;
  const cells = costs.map((cost) => `${cost.toFixed(2)} µs (×${(cost / smallest).toFixed(2)})`);
  print(`  ${kind.padEnd(12)} ${cells.map((cell) => cell.padEnd(20)).join('')}`);
}

print(
  `model, one core, all properties on, ${scenarios} scenarios each (to reach: 10,000 commands/s)`,
);
for (const kind of workloadKinds) await benchModel(kind);
print();
print('judge, cost per event (to reach: 5 µs, which is 200,000 events/s, and at most ×1.5)');
print(`  ${''.padEnd(12)} ${sizes.map((pods) => `${pods} pods`.padEnd(20)).join('')}`);
for (const kind of workloadKinds) benchJudge(kind);
