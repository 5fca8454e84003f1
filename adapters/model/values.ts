/**
 * Plain JSON values: are two the same, and what does a patch make of one? Unchanged parts are
 * shared between the value before and the value after, never copied.
 */
import { remember } from './remember.ts';
type Fields = Readonly<Record<string, unknown>>;

/** Are two JSON values equal? A member that is undefined counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && hasSameItems(a, b);
  if (Array.isArray(b)) return false;
  return hasSameFields(a as Fields, b as Fields);
}

function hasSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    if (!isSame(a[index], b[index])) return false;
  }
  return true;
}

function hasSameFields(a: Fields, b: Fields): boolean {
  let common = 0;
  for (const key in a) {
    const value = a[key];
    if (value === undefined) continue;
    const other = b[key];
    if (value !== other && !isSame(value, other)) return false;
    common += 1;
  }
  let left = common;
  for (const _key in b) left -= 1;
  // As many members as are the same; any more must be undefined.
  return left === 0 || countDefined(b) === common;
}

function countDefined(fields: Fields): number {
  let count = 0;
  for (const key in fields) if (fields[key] !== undefined) count += 1;
  return count;
}

/** The members that are there, in their order, without those that are undefined. */
export function present<T extends object>(members: OrUndefined<T>): T {
  const kept: Record<string, unknown> = {};
  for (const key in members) {
    const member: unknown = members[key];
    if (member !== undefined) kept[key] = member;
  }
  return kept as T;
}

/** A count as it goes over the wire, where zeros are left out. */
export function positive(count: number): number | undefined {
  return count > 0 ? count : undefined;
}

type OrUndefined<T> = { readonly [K in keyof T]: T[K] | undefined };

/** JSON with sorted keys, so that the order of members does not matter. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return canonicalText(value);
}

const canonicalText = remember((value: object): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const fields = value as Fields;
  let text = '';
  for (const key of Object.keys(fields).toSorted()) {
    const member = fields[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
});

/** RFC 7386: members that are null go, objects merge, everything else replaces. */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const base: Fields = isFields(value) ? value : {};
  const merged: Record<string, unknown> = { ...base };
  let isChanged = !isFields(value);
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) {
      isChanged ||= key in merged;
      delete merged[key];
      continue;
    }
    const next = mergePatch(base[key], change);
    isChanged ||= next !== base[key];
    merged[key] = next;
  }
  return isChanged ? merged : value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
