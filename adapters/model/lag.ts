/**
 * How far informers fall behind, and how long requests take, drawn anew for each run: in some runs
 * caches are as good as current, in some they are seconds late, in many they differ from kind to
 * kind. A mixture drawn per run finds more than one that is the same in all runs.
 */
import { modelStalenessMs } from '../../specs/deadlines.ts';
import type { Millis } from '../../specs/scenario.ts';
import { between, isOneIn } from './random.ts';
import type { Random } from './random.ts';

/** How long one sync may take from its first look at the cache to its last request. */
export const maxSyncMs: Millis = 500;
/** The longest that an informer lags. A request may be based on what a cache showed when its sync
 * began, so both together are what the target promises as its staleness. */
export const maxLagMs: Millis = modelStalenessMs - maxSyncMs;

/** How late each delivery is, before the order of deliveries and the cap are applied. */
export interface LagProfile {
  readonly name: string;
  readonly draw: (random: Random) => Millis;
}

const prompt: LagProfile = {
  name: 'prompt',
  draw: (random) => between(random, 1, 20, 'lag'),
};
const slow: LagProfile = { name: 'slow', draw: (random) => between(random, 0, 300, 'lag') };
/** Some are in the list twice: late caches cost many retries, which find little that is new. */
const profiles: readonly LagProfile[] = [
  { name: 'current', draw: () => 0 },
  prompt,
  prompt,
  slow,
  slow,
  { name: 'late', draw: (random) => between(random, 0, maxLagMs, 'lag') },
  {
    name: 'hiccups',
    draw: (random) =>
      isOneIn(random, 8, 'hiccup')
        ? between(random, 300, maxLagMs, 'lag')
        : between(random, 1, 20, 'lag'),
  },
];

/** Chooses the profile of one informer: half of the runs have one for all of them. */
export function lagProfiles(random: Random): (informer: Random) => LagProfile {
  const common = isOneIn(random, 2, 'lag-profile-is-common') ? drawProfile(random) : undefined;
  return (informer) => common ?? drawProfile(informer);
}

function drawProfile(random: Random): LagProfile {
  const profile = profiles[random.below(profiles.length, 'lag-profile')];
  if (profile === undefined) throw new RangeError('a draw was out of bounds');
  return profile;
}

/** How long the requests of one component may take, most of them and one in ten. */
export interface Latency {
  readonly usualMs: Millis;
  readonly worstMs: Millis;
}

const latencies: readonly Latency[] = [
  { usualMs: 8, worstMs: 100 },
  { usualMs: 8, worstMs: 100 },
  { usualMs: 3, worstMs: 3 },
  { usualMs: 60, worstMs: 400 },
];

/** Chooses how long a component's requests take in this run. */
export function drawLatency(random: Random): Latency {
  const latency = latencies[random.below(latencies.length, 'latency-profile')];
  if (latency === undefined) throw new RangeError('a draw was out of bounds');
  return latency;
}

/** The time that one request takes, when `spent` has passed since its sync began. */
export function requestTime(
  { usualMs, worstMs }: Latency,
  random: Random,
  spent: Millis,
): Millis {
  const drawn = isOneIn(random, 10, 'request-is-slow')
    ? between(random, usualMs, worstMs, 'request-time')
    : between(random, 1, usualMs, 'request-time');
  return Math.min(drawn, Math.max(0, maxSyncMs - spent));
}
