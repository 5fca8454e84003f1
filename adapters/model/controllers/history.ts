/**
 * ControllerRevisions as StatefulSets and DaemonSets keep them: one per template, whose data is a
 * patch that puts `spec.template` back (STS-REV-001, DS-REV-001).
 *
 * Not modelled: revisions whose bytes differ though they mean the same (a later release that writes
 * templates differently); two revisions are equal here exactly when their data is.
 */
import type { ControllerRevision, PodTemplate } from '../../../specs/kubernetes.ts';
import { remember } from '../remember.ts';
import { canonicalJson } from '../values.ts';

/** The data of the revision that a template stands for. */
export const revisionDataOf = remember((template: PodTemplate): unknown => ({
  spec: { template: { ...template, $patch: 'replace' } },
}));

/** The template that a revision puts back. */
export const templateIn = remember((revision: ControllerRevision): PodTemplate => {
  const data = revision.data as { spec: { template: PodTemplate & { $patch: string } } };
  const { $patch: _patch, ...template } = data.spec.template;
  return template;
});

/** Do two revisions, or a revision and data that is not stored yet, stand for one template? */
export function isSameData(left: unknown, right: unknown): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}

/** By number, then age, then name, the lowest first. */
export function sortRevisions(revisions: readonly ControllerRevision[]): ControllerRevision[] {
  return revisions.toSorted(
    (left, right) =>
      left.revision - right.revision ||
      compareText(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
      compareText(left.metadata.name, right.metadata.name),
  );
}

/** A short name for data that spells no words; another one for another salt. */
export function hashOf(data: unknown, salt: string): string {
  let hash = 0x811c9dc5;
  for (const character of canonicalJson(data) + salt) {
    hash = Math.imul(hash, 0x01000193) ^ (character.codePointAt(0) ?? 0);
  }
  const safe = 'bcdfghjklmnpqrstvwxz2456789';
  return [...String(hash >>> 0)]
    .map((digit) => safe.charAt(digit.charCodeAt(0) % safe.length))
    .join('');
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
