/** `plimsoll claims`: plays the scenario of each claim and tells what was to be seen. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Adapter } from '../adapters/adapter.ts';
import { play } from '../adapters/play.ts';
import type { ShownClaim } from '../reports/claims-document.ts';
import { claimMarks, claimsDocument } from '../reports/claims-document.ts';
import type { Claim } from '../specs/claims.ts';
import { readClaims } from '../specs/claims.ts';
import { suggest } from '../specs/input-error.ts';
import { readScenario } from '../specs/scenario-file.ts';
import type { Trace } from '../specs/trace.ts';
import { observations } from './claims/observations.ts';
import { openTarget } from './engine/open-target.ts';
import { exitCodes, UsageError } from './exit.ts';
import type { Options } from './options.ts';
import { gates, positiveNumber, target } from './options.ts';
import { onInterrupt } from './run.ts';
import { pick } from './selection.ts';
import { suiteVersion } from './version.ts';

const documentPath = new URL('../docs/claims.md', import.meta.url);

/** Plays and tells; 1 when something that the ledger promises was not to be seen. */
export async function claims(options: Options, words: readonly string[]): Promise<number> {
  const chosen = choose(words, loadClaims());
  const { adapter } = await openTarget(target(options), {
    timeoutScale: positiveNumber(options, 'timeoutScale', 1),
    featureGates: gates(options, 'featureGates'),
  });
  const interruption = new AbortController();
  const stop = onInterrupt(interruption, () => process.stderr.write('interrupted: ending …\n'));
  const shown: ShownClaim[] = [];
  try {
    for await (const each of showClaims(chosen, adapter, interruption.signal)) {
      shown.push(each);
      if (!options['json']) process.stdout.write(`${describe(each)}\n\n`);
    }
  } finally {
    stop();
    await adapter.close();
  }
  if (options['json']) process.stdout.write(`${JSON.stringify(shapeOf(shown), undefined, 2)}\n`);
  const { version } = await adapter.describe();
  const where = `${adapter.name} (Kubernetes ${version})`;
  if (options['write']) writeFileSync(documentPath, claimsDocument(shown, where));
  if (interruption.signal.aborted) return exitCodes.interrupted;
  return shown.some(isMissed) ? exitCodes.violated : exitCodes.conformant;
}

/** The ledger, with scenarios and observations that exist. */
export function loadClaims(): readonly Claim[] {
  const text = readFileSync(new URL('../specs/claims.yaml', import.meta.url), 'utf8');
  return readClaims(text, 'specs/claims.yaml');
}

/** Plays each scenario once, whichever claims need it, and makes their observations. */
export async function* showClaims(
  chosen: readonly Claim[],
  adapter: Adapter,
  signal?: AbortSignal,
): AsyncGenerator<ShownClaim> {
  const traces = new Map<string, Trace>();
  for (const claim of chosen) {
    if (signal?.aborted) return;
    const { scenario, shows } = claim;
    if (scenario === undefined || shows === undefined) {
      yield { claim, observed: undefined };
      continue;
    }
    const observe = observations.get(shows);
    if (observe === undefined)
      throw new UsageError(`${claim.id}: no observation is called ${shows}`);
    const trace = traces.get(scenario) ?? (await playOne(scenario, adapter, signal));
    traces.set(scenario, trace);
    yield { claim, observed: observe(trace) };
  }
}

async function playOne(name: string, adapter: Adapter, signal?: AbortSignal): Promise<Trace> {
  const url = new URL(`../specs/claims/${name}.yaml`, import.meta.url);
  const scenario = readScenario(readFileSync(url, 'utf8'), `specs/claims/${name}.yaml`);
  return play(scenario, adapter, { suiteVersion, ...(signal && { signal }) });
}

function isMissed({ claim, observed }: ShownClaim): boolean {
  return claim.shows !== undefined && observed === undefined;
}

function describe(shown: ShownClaim): string {
  const { claim, observed } = shown;
  const seen = isMissed(shown)
    ? `expected to see ${claim.shows} in specs/claims/${claim.scenario}.yaml, and did not`
    : observed;
  return [
    `${claimMarks[claim.verdict]} ${claim.says}`,
    `  ${claim.verdict}: ${claim.truth}`,
    ...(seen === undefined ? [] : [`  seen: ${seen}`]),
    ...(claim.awaits === undefined ? [] : [`  awaits: ${claim.awaits}`]),
    `  ${claim.id} · ${claim.requirements.join(', ')}`,
  ].join('\n');
}

function shapeOf(shown: readonly ShownClaim[]) {
  return {
    claims: shown.map(({ claim, observed }) => ({
      ...claim,
      ...(claim.shows !== undefined && { shown: observed !== undefined }),
      ...(observed !== undefined && { observed }),
    })),
  };
}

function choose(words: readonly string[], ledger: readonly Claim[]): readonly Claim[] {
  const namesOf = ({ id, about, requirements }: Claim) => [id, about, ...requirements];
  return pick(words, ledger, namesOf, (word) => {
    const near = suggest(word, ledger.flatMap(namesOf));
    const hint = near === undefined ? 'see: plimsoll claims' : `did you mean ${near}?`;
    return `no claim is selected by ${JSON.stringify(word)}; ${hint}`;
  });
}
