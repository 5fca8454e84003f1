/** How fast time passes for a scenario, and so how long and how large it may be. */
import type { Millis } from '../scenario.ts';

/** `virtual`: time costs nothing. `wall`: a scenario should be over in about ten seconds. */
export type Pace = 'virtual' | 'wall';

/** What a pace allows. Every list begins with what a counterexample should shrink to. */
export interface Limits {
  readonly maxSteps: number;
  readonly maxReplicas: number;
  readonly maxNodes: number;
  /** All pauses of a scenario together. */
  readonly maxTotal: Millis;
  /** Between two steps that should meet in mid-air. */
  readonly shortPauses: readonly Millis[];
  /** Between two steps of which the first may have taken effect. */
  readonly longPauses: readonly Millis[];
  /** How long faults last. */
  readonly stretches: readonly Millis[];
  /** How long nodes fall silent: also longer than it takes until that is noticed. */
  readonly silences: readonly Millis[];
  /** How long nodes of DaemonSets also fall silent: longer than ordinary pods tolerate it. */
  readonly longSilences: readonly Millis[];
  readonly readyAfter: readonly Millis[];
  readonly minReadySeconds: readonly number[];
  readonly progressDeadlineSeconds: readonly number[];
}

/** The progress deadline that says there is none. */
const unlimited = 2_147_483_647;

export const limitsOf: Readonly<Record<Pace, Limits>> = {
  virtual: {
    maxSteps: 24,
    maxReplicas: 7,
    maxNodes: 6,
    maxTotal: Number.POSITIVE_INFINITY,
    shortPauses: [0, 0, 10, 50, 200, 700],
    longPauses: [0, 1000, 3000, 8000, 20_000, 60_000],
    stretches: [500, 200, 2000, 5000, 15_000, 45_000],
    silences: [500, 5000, 45_000, 90_000],
    longSilences: [400_000],
    readyAfter: [1000, 0, 300, 2000, 3000],
    minReadySeconds: [0, 1, 2, 5],
    progressDeadlineSeconds: [600, 6, 10, 30, unlimited],
  },
  wall: {
    maxSteps: 10,
    maxReplicas: 5,
    maxNodes: 4,
    maxTotal: 10_000,
    shortPauses: [0, 0, 50, 200],
    longPauses: [0, 300, 600, 900],
    stretches: [500, 200, 1500, 2500],
    silences: [500, 2500],
    longSilences: [],
    readyAfter: [300, 0, 1000],
    minReadySeconds: [0, 1, 2],
    progressDeadlineSeconds: [600, 3, 5, unlimited],
  },
};
