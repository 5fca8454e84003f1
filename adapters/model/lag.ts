/**
 * How far informers fall behind. One run has one profile, drawn from its seed: in some runs caches
 * are as good as current, in some they are seconds late, and in most they vary from kind to kind.
 */
import { modelStalenessMs } from '../../specs/deadlines.ts';
import type { Millis } from '../../specs/scenario.ts';
import { between, isOneIn } from './random.ts';
import type { Random } from './random.ts';

/** How late each delivery is, before the order of deliveries and the cap are applied. */
export interface LagProfile {
  readonly name: string;
  readonly draw: (random: Random) => Millis;
}

const profiles: readonly LagProfile[] = [
  { name: 'current', draw: () => 0 },
  { name: 'prompt', draw: (random) => between(random, 1, 20, 'lag') },
  { name: 'slow', draw: (random) => between(random, 0, 300, 'lag') },
  { name: 'late', draw: (random) => between(random, 0, modelStalenessMs, 'lag') },
  {
    name: 'hiccups',
    draw: (random) =>
      isOneIn(random, 8, 'hiccup')
        ? between(random, 300, modelStalenessMs, 'lag')
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
