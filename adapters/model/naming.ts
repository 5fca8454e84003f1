/** Identities that the API server gives out: uids and the tails of generated names. */
import type { Random } from './random.ts';

/** No vowels, no look-alikes: generated names never spell anything. */
const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;
const maxBaseLength = 63 - suffixLength;

/** `base` cut so that the name is a DNS label, plus five random characters (RS-NAME-001). */
export function generatedName(base: string, random: Random): string {
  let name = base.slice(0, maxBaseLength);
  for (let count = 0; count < suffixLength; count += 1) {
    name += safeAlphabet[random.below(safeAlphabet.length, 'name')] ?? '';
  }
  return name;
}

/** A version 4 uid drawn from the seed. */
export function newUid(random: Random): string {
  // Every part starts from a one that is cut off, so that it keeps its leading zeros.
  const hex = (bits: number) => (2 ** bits + random.below(2 ** bits, 'uid')).toString(16).slice(1);
  return `${hex(32)}-${hex(16)}-4${hex(12)}-a${hex(12)}-${hex(16)}${hex(32)}`;
}
