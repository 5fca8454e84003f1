/** What a trace was taken from, and what it may be trusted for. */
import type { Feature, Version } from './features.ts';
import type { Millis } from './scenario.ts';

/** What a trace guarantees beyond "every event that is in it happened". `complete-history`: every
 * version of every object of the scenario is in it (until a gap says not). `global-order`: `seq`
 * orders changes of different kinds as they were stored. `actors`: every change names who wrote
 * it. `virtual-time`: `at` is exact, no clock skew. */
export const guarantees = ['complete-history', 'global-order', 'actors', 'virtual-time'] as const;
export type Guarantee = (typeof guarantees)[number];

export interface Target {
  readonly version: Version;
  readonly features: readonly Feature[];
  readonly guarantees: readonly Guarantee[];
  /** How far behind the stored state the view may lag that a controller's write came from: the lag
   * of its caches and the length of a sync. Exact on the model, a budget with a reason
   * (`deadlines.ts`) on a cluster. */
  readonly stalenessMs: Millis;
  /** How far two clocks and their rounding may be apart when a time is judged. */
  readonly clockToleranceMs: Millis;
}
