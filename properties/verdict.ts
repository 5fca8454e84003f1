/** Verdicts: what a property says about traces, as data. */
import type { Scenario } from '../specs/scenario.ts';

/** `statefulset/pods-start-in-ordinal-order`: the folder and the file of the property. */
export type PropertyId = string;

/** A broken promise, with the numbers of the comparison that failed. */
export interface Violation {
  /** One sentence. */
  readonly message: string;
  readonly expected: string;
  readonly observed: string;
  /** The `seq` of the event at which it is decided. */
  readonly at: number;
  /** The `seq` of the events that prove it, in order. */
  readonly evidence: readonly number[];
}

/** What one property says about one trace. */
export type Judgement =
  | { readonly status: 'failed'; readonly violation: Violation; readonly exercised: number }
  | { readonly status: 'passed'; readonly exercised: number }
  | { readonly status: 'inconclusive'; readonly reason: string }
  | { readonly status: 'vacuous' }
  | { readonly status: 'unsupported'; readonly reason: string };

/** How to play the failing run again. */
export interface Replay {
  readonly seed: number;
  readonly scenario: Scenario;
  /** The scenario as it was drawn, before shrinking. */
  readonly original?: Scenario;
  readonly shrinks: number;
  /** Clusters are not deterministic: how often the failure came back. */
  readonly rate?: { readonly failed: number; readonly of: number };
}

/** What one property says after a whole run. */
export type Verdict = { readonly property: PropertyId } & (
  | {
      readonly status: 'failed' | 'known' | 'flaky';
      readonly violation: Violation;
      readonly runs: number;
      readonly replay: Replay;
      /** Why a failure is `known`: the expectation's reason and link. */
      readonly reason?: string;
    }
  | {
      readonly status: 'passed';
      readonly exercised: number;
      readonly runs: number;
      readonly unjudged: number;
    }
  | { readonly status: 'inconclusive'; readonly reason: string; readonly runs: number }
  | { readonly status: 'vacuous'; readonly runs: number }
  | { readonly status: 'unsupported'; readonly reason: string }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'error'; readonly reason: string }
);

export type VerdictStatus = Verdict['status'];
