/**
 * ControllerRevisions as StatefulSets and DaemonSets keep them: one per template, whose data is a
 * patch that puts `spec.template` back (STS-REV-001, DS-REV-001).
 *
 * Not modelled: revisions whose bytes differ though they mean the same (a later release that writes
 * templates differently); two revisions are equal here exactly when their data is.
 */
import type { ControllerRevision, PodTemplate } from '../../../specs/kubernetes.ts';

const dataOf = new WeakMap<PodTemplate, unknown>();

/** The data of the revision that a template stands for. */
export function revisionDataOf(template: PodTemplate): unknown {
  const known = dataOf.get(template);
  if (known !== undefined) return known;
  const data = { spec: { template: { ...template, $patch: 'replace' } } };
  dataOf.set(template, data);
  return data;
}

/** The template that a revision puts back. */
export function templateIn(revision: ControllerRevision): PodTemplate {
  const data = revision.data as { spec: { template: PodTemplate & { $patch: string } } };
  const { $patch: _patch, ...template } = data.spec.template;
  return template;
}

/** Do two revisions, or a revision and data that is not stored yet, stand for one template? */
export function isSameData(left: unknown, right: unknown): boolean {
  return left === right || canonicalText(left) === canonicalText(right);
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
  for (const character of canonicalText(data) + salt) {
    hash = Math.imul(hash, 0x01000193) ^ (character.codePointAt(0) ?? 0);
  }
  const safe = 'bcdfghjklmnpqrstvwxz2456789';
  return [...String(hash >>> 0)]
    .map((digit) => safe.charAt(digit.charCodeAt(0) % safe.length))
    .join('');
}

const textOf = new WeakMap<object, string>();

/** JSON with sorted keys. Objects never change, so each is written out once. */
function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const known = textOf.get(value);
  if (known !== undefined) return known;
  const text = Array.isArray(value)
    ? `[${value.map(canonicalText).join()}]`
    : `{${Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .toSorted(([left], [right]) => compareText(left, right))
        .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`)
        .join()}}`;
  textOf.set(value, text);
  return text;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
