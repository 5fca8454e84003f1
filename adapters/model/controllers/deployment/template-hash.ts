/**
 * DEP-RS-002: the hash that makes the name of a ReplicaSet out of a pod template.
 *
 * Not modelled: the hash of a real controller, which is taken of the Go value's printed form. This
 * one has the same shape (FNV-1a, 32 bit, spelled in the safe alphabet) but other values.
 */
import type { PodTemplate } from '../../../../specs/kubernetes.ts';
import { canonicalJson } from '../../values.ts';

/** The label that tells the ReplicaSets of one Deployment, and their pods, apart. */
export const hashLabel = 'pod-template-hash';

/** No vowels, and nothing that looks like one. */
const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const longestName = 253;

/** One to ten characters; another collision count makes another hash (DEP-RS-005). */
export function hashOf(template: PodTemplate, collisionCount: number | undefined): string {
  const salt = collisionCount === undefined ? '' : `#${collisionCount}`;
  const digits = String(fnv1a(canonicalJson(template) + salt));
  return Array.from(digits, spell).join('');
}

function spell(digit: string): string {
  return safeAlphabet[digit.charCodeAt(0) % safeAlphabet.length] ?? '';
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** DEP-RS-002: the Deployment's name, cut where the whole would be too long, and the hash. */
export function replicaSetName(deployment: string, hash: string): string {
  return `${deployment.slice(0, longestName - 1 - hash.length)}-${hash}`;
}
