/** What a run asks for and what it gives, whatever plays the scenarios. */
import type { Property } from '../../properties/property.ts';
import type { PropertyId, Verdict } from '../../properties/verdict.ts';
import type { FeatureGate } from '../../specs/features.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import type { PairCount } from '../../specs/pairs.ts';
import type { Target } from '../../specs/target.ts';
import type { Trace } from '../../specs/trace.ts';

/** The controllers whose scenarios are explored, in the order in which they are told. */
export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

export interface Campaign {
  readonly properties: readonly Property[];
  readonly seed: number;
  /** How many scenarios are drawn per controller; a controller that is absent is left out. */
  readonly runs: Readonly<Partial<Record<WorkloadKind, number>>>;
  /** Worker threads on the model, scenarios at once on a cluster; undefined: as fits. */
  readonly workers: number | undefined;
  readonly shrinkBudgetMs: Millis;
  /** Replays of a failure before it counts, on a cluster. */
  readonly confirm: number;
  readonly timeoutScale: number;
  readonly featureGates: Partial<Record<FeatureGate, boolean>>;
  /** Failures that are expected of a target: reported, but not confirmed or shrunk once more. */
  readonly isKnown: (property: PropertyId, adapter: string, version: string) => boolean;
  /** Where the trace of every scenario is kept; undefined: only those of failures are. */
  readonly keepTraces?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** What has been done so far; told after every run or batch of runs. */
export interface Progress {
  readonly controller: WorkloadKind;
  /** Of this controller. */
  readonly done: number;
  readonly total: number;
  /** Properties that failed so far, in the order in which they were found. */
  readonly failing: readonly PropertyId[];
  /** Set while a failure is being shrunk. */
  readonly shrinking?: { readonly property: PropertyId; readonly steps: number };
}

export interface Campaigned {
  readonly adapter: string;
  readonly target: Target;
  /** In the order of the properties. */
  readonly verdicts: readonly Verdict[];
  /** Of the failures that are reported. */
  readonly traces: ReadonlyMap<PropertyId, Trace>;
  readonly scenarios: Readonly<Record<string, number>>;
  /** Per controller: pairs of features, commands and faults that were met together. */
  readonly pairs: Readonly<Record<string, PairCount>>;
  readonly commands: number;
  readonly events: number;
  /** In how many scenarios the world came to rest in a legal standstill, by its id. */
  readonly standstills: ReadonlyMap<string, number>;
  readonly isPartial: boolean;
  readonly notModelled: readonly string[];
}

/** Is this scenario about this controller: does it create a workload of that kind? */
export function isAbout(scenario: Scenario, kind: WorkloadKind): boolean {
  return scenario.steps.some(
    (step) => 'command' in step && step.command.verb === 'create' && step.command.kind === kind,
  );
}
