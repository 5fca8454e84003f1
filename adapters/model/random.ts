/**
 * The only source of choice in the model. Every draw carries a label that says what was chosen, so
 * that a listener can explain a run and a scripted source can take the seed's place and enumerate.
 *
 * Each actor draws from a stream of its own (`fork`), made from the seed and the actor's name: what
 * one of them does more or less of does not change what the others draw, so scenarios shrink well.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** An integer from 0 to `bound - 1`. */
  below(bound: number, label: string): number;
  /** An independent stream; the same seed and name give the same stream. */
  fork(name: string): Random;
}

/** Hears every draw: which stream, what for, out of how many, and what came out. */
export type DrawListener = (stream: string, label: string, bound: number, drawn: number) => void;

/** The stream of a seed. */
export function randomFrom(seed: number, listener?: DrawListener): Random {
  return streamOf(scattered(seed), 'run', listener);
}

function streamOf(seed: number, stream: string, listener: DrawListener | undefined): Random {
  const generator = xoroshiro128plus(seed);
  return {
    below(bound, label) {
      // Scaling instead of a remainder; its bias is below 2^-20 for every bound that is drawn here.
      const drawn = Math.floor(((generator.next() >>> 0) / 0x1_0000_0000) * bound);
      listener?.(stream, label, bound, drawn);
      return drawn;
    },
    fork: (name) => streamOf(scattered(hash(seed, name)), name, listener),
  };
}

/** FNV-1a over the name, started from the seed. */
function hash(seed: number, name: string): number {
  let value = seed ^ 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}

/** Neighbouring seeds must not begin alike (the finisher of MurmurHash3, a bijection). */
function scattered(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** An integer from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number, label: string): number {
  return low >= high ? low : low + random.below(high - low + 1, label);
}

/** True once in `outOf` times. */
export function isOneIn(random: Random, outOf: number, label: string): boolean {
  return random.below(outOf, label) === 0;
}

/** One of the items; undefined when there are none. */
export function pick<T>(random: Random, items: readonly T[], label: string): T | undefined {
  return items.length <= 1 ? items[0] : items[random.below(items.length, label)];
}

/** The items in a random order. */
export function shuffle<T>(random: Random, items: readonly T[], label: string): T[] {
  const left = [...items];
  const shuffled: T[] = [];
  while (left.length > 0) {
    shuffled.push(...left.splice(random.below(left.length, label), 1));
  }
  return shuffled;
}
