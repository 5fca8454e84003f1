/**
 * The conformance report: what was run against what, and the verdict on every requirement. Pure:
 * verdicts in, report out; the writers beside it only spell it differently.
 */
import { featureGates } from '../specs/features.ts';
import type { PropertyId, Verdict, VerdictStatus } from '../properties/verdict.ts';
import type { PairCount } from '../specs/pairs.ts';
import type { Target } from '../specs/target.ts';

/** Version of the report's shape. Within v1 fields are only added. */
export const reportApiVersion = 'plimsoll.dev/v1';

export type Statistics = Readonly<Record<VerdictStatus, number>>;

/** `partial`: something was left out on purpose, or the run was interrupted. `undecided`: nothing
 * is known to be broken, but not everything could be judged. */
export type Result = 'conformant' | 'nonconformant' | 'partial' | 'undecided';

export interface RequirementVerdict {
  readonly id: string;
  readonly level: string;
  readonly says: string;
  readonly verdict: VerdictStatus | 'untested';
  readonly properties: readonly PropertyId[];
  readonly reason?: string;
}

export interface Profile {
  readonly name: string;
  /** MUST requirements; these alone decide conformance. */
  readonly core: { readonly result: Result; readonly statistics: Statistics };
  /** SHOULD requirements. */
  readonly extended: { readonly result: Result; readonly statistics: Statistics };
  /** Tolerances: what is allowed, and was met or not. */
  readonly tolerated: { readonly statistics: Statistics };
}

/** A legal standstill, and in how many scenarios the world came to rest in it. */
export interface MetStandstill {
  readonly id: string;
  readonly requirement: string;
  readonly title: string;
  readonly scenarios: number;
}

export interface Report {
  readonly apiVersion: typeof reportApiVersion;
  readonly kind: 'ConformanceReport';
  readonly metadata: { readonly createdAt: string; readonly suite: { readonly version: string } };
  readonly target: {
    readonly adapter: string;
    readonly kubernetesVersion: string;
    readonly featureGates: readonly string[];
    readonly guarantees: readonly string[];
    readonly stalenessMs: number;
  };
  readonly run: RunFacts;
  readonly result: Result;
  readonly profiles: readonly Profile[];
  readonly requirements: readonly RequirementVerdict[];
  /** Every property that was selected, in reading order, none left out. */
  readonly verdicts: readonly ReportedVerdict[];
  /** Where workloads waited because they may: no failure, and no progress either. */
  readonly standstills: readonly MetStandstill[];
  readonly notModelled: readonly string[];
}

/** A verdict as it stands in the report: with its title, and where its counterexample lies. */
export type ReportedVerdict = Verdict & {
  readonly title: string;
  readonly requirements: readonly string[];
  /** The strictest of its requirements' levels. */
  readonly level: string;
  readonly scenarioFile?: string;
  readonly traceFile?: string;
};

export interface RunFacts {
  readonly command: string;
  readonly seed: number;
  readonly budget: string;
  /** Scenarios that were played, per controller. */
  readonly scenarios: Readonly<Record<string, number>>;
  /** Per controller: how many pairs of features, commands and faults were met together in one
   * scenario, of how many there are for this target, and which were not. */
  readonly pairs?: Readonly<Record<string, PairCount>>;
  readonly commands: number;
  readonly events: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly interrupted: boolean;
  /** Was only a part of the suite selected? */
  readonly selection: readonly string[];
}

/** What a report is made of. */
export interface ReportInput {
  readonly suiteVersion: string;
  readonly adapter: string;
  readonly target: Target;
  readonly run: RunFacts;
  readonly requirements: readonly RequirementFacts[];
  readonly properties: readonly PropertyFacts[];
  readonly verdicts: readonly Verdict[];
  /** Where each failing property's counterexample was saved. */
  readonly files?: ReadonlyMap<PropertyId, { readonly scenario: string; readonly trace?: string }>;
  readonly standstills?: readonly MetStandstill[];
  readonly notModelled: readonly string[];
}

export interface RequirementFacts {
  readonly id: string;
  readonly level: string;
  readonly says: string;
  readonly untested?: string | undefined;
}

export interface PropertyFacts {
  readonly id: PropertyId;
  readonly title: string;
  readonly requirements: readonly string[];
}

/** Of several verdicts on one requirement the one that comes first here counts. */
const dominance: readonly VerdictStatus[] = [
  'failed',
  'error',
  'flaky',
  'inconclusive',
  'vacuous',
  'skipped',
  'known',
  'passed',
  'unsupported',
];

/** Compiles the report of a run. */
export function compile(input: ReportInput): Report {
  const { target, run, verdicts } = input;
  const requirements = input.requirements
    .map((facts) => judgeRequirement(facts, input))
    .filter((each) => each !== undefined);
  const isPartial = run.interrupted || run.selection.length > 0;
  return {
    apiVersion: reportApiVersion,
    kind: 'ConformanceReport',
    metadata: { createdAt: run.startedAt, suite: { version: input.suiteVersion } },
    target: {
      adapter: input.adapter,
      kubernetesVersion: target.version,
      // What a release does without a gate follows from its version.
      featureGates: featureGates.filter((gate) => target.features.includes(gate)),
      guarantees: target.guarantees,
      stalenessMs: target.stalenessMs,
    },
    run,
    result: resultOf(requirements.filter(isCore), isPartial),
    profiles: profilesOf(requirements, isPartial),
    requirements,
    verdicts: input.properties.flatMap((property) => reported(property, verdicts, input)),
    standstills: input.standstills ?? [],
    notModelled: input.notModelled,
  };
}

function reported(
  property: PropertyFacts,
  verdicts: readonly Verdict[],
  input: ReportInput,
): readonly ReportedVerdict[] {
  const verdict = verdicts.find((each) => each.property === property.id);
  if (verdict === undefined) return [];
  const files = input.files?.get(property.id);
  const { title, requirements } = property;
  return [
    {
      ...verdict,
      title,
      requirements,
      level: levelOf(property, input),
      ...(files && { scenarioFile: files.scenario }),
      ...(files?.trace && { traceFile: files.trace }),
    },
  ];
}

const levels = ['MUST', 'SHOULD', 'tolerance'] as const;

function levelOf(property: PropertyFacts, { requirements }: ReportInput): string {
  const own = requirements.filter(({ id }) => property.requirements.includes(id));
  return levels.find((level) => own.some((each) => each.level === level)) ?? 'MUST';
}

/** Undefined where no selected property speaks of the requirement and nothing says why. */
function judgeRequirement(
  facts: RequirementFacts,
  input: ReportInput,
): RequirementVerdict | undefined {
  const { id, level, says, untested } = facts;
  const properties = input.properties.filter((each) => each.requirements.includes(id));
  const verdicts = properties.flatMap(
    (property) => input.verdicts.find((each) => each.property === property.id) ?? [],
  );
  const worst = worstOf(verdicts);
  if (worst === undefined) {
    if (untested === undefined) return undefined;
    return { id, level, says, verdict: 'untested', properties: [], reason: untested };
  }
  return {
    id,
    level,
    says,
    verdict: worst.status,
    properties: properties.map((property) => property.id),
    ...('reason' in worst && worst.reason !== undefined && { reason: worst.reason }),
  };
}

function worstOf(verdicts: readonly Verdict[]): Verdict | undefined {
  for (const status of dominance) {
    const found = verdicts.find((each) => each.status === status);
    if (found) return found;
  }
  return undefined;
}

function isCore(requirement: RequirementVerdict): boolean {
  return requirement.level === 'MUST';
}

function profilesOf(
  requirements: readonly RequirementVerdict[],
  isPartial: boolean,
): readonly Profile[] {
  const names = new Set(requirements.map((each) => profileOf(each.id)));
  return [...names].map((name) => {
    const own = requirements.filter((each) => profileOf(each.id) === name);
    const part = (some: readonly RequirementVerdict[]) => ({
      result: resultOf(some, isPartial),
      statistics: statisticsOf(some),
    });
    const core = own.filter(isCore);
    const extended = part(own.filter(({ level }) => level === 'SHOULD'));
    const tolerances = own.filter(({ level }) => level === 'tolerance');
    const tolerated = { statistics: statisticsOf(tolerances) };
    return { name, core: part(core), extended, tolerated };
  });
}

const profileNames: Readonly<Record<string, string>> = {
  DEP: 'deployment',
  RS: 'replicaset',
  STS: 'statefulset',
  DS: 'daemonset',
};

function profileOf(id: string): string {
  return profileNames[id.split('-')[0] ?? ''] ?? 'common';
}

function statisticsOf(requirements: readonly RequirementVerdict[]): Statistics {
  const count = (status: VerdictStatus) =>
    requirements.filter((each) => each.verdict === status).length;
  return Object.fromEntries(dominance.map((status) => [status, count(status)])) as Statistics;
}

function resultOf(requirements: readonly RequirementVerdict[], isPartial: boolean): Result {
  const has = (...statuses: readonly string[]) =>
    requirements.some((each) => statuses.includes(each.verdict));
  if (has('failed')) return 'nonconformant';
  if (isPartial || has('skipped')) return 'partial';
  if (has('error', 'flaky', 'inconclusive', 'vacuous')) return 'undecided';
  return 'conformant';
}
