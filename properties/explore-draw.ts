/** Draws the scenarios of an exploration, each from its own seed: which one a run gets depends on
 * nothing but the seed and the run's number, so runs may be split over workers in any way. */
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Scenario } from '../specs/scenario.ts';

/** The scenario of a run, with what shrinking it needs. */
export function drawScenario(
  arbitrary: fc.Arbitrary<Scenario>,
  seed: number,
  run: number,
): fc.Value<Scenario> {
  const random = new fc.Random(xoroshiro128plus(seedOf(seed, run)));
  return arbitrary.generate(random, cornersEvery(run));
}

/** Corner values are drawn often at first, then less and less. */
function cornersEvery(run: number): number {
  return 2 + Math.floor(Math.log10(run + 1));
}

/** Scatters neighbouring seeds and runs (the finisher of MurmurHash3, a bijection of 32 bits). */
function seedOf(seed: number, run: number): number {
  let bits = seed ^ Math.imul(run + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
