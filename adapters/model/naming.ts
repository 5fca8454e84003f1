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

/** Eight digits. */
function hex(random: Random): string {
  const drawn = random.below(0x1_0000_0000, 'uid');
  return fourDigits(drawn >>> 16) + fourDigits(drawn & 0xffff);
}

function fourDigits(number: number): string {
  return `${twoDigits[number >> 8]}${twoDigits[number & 0xff]}`;
}

const twoDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A version 4 uid drawn from the seed. */
export function newUid(random: Random): string {
  const [a, b, c, d] = [hex(random), hex(random), hex(random), hex(random)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
