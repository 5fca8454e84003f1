/**
 * Plain JSON values: are two the same, and what does a patch make of one? Unchanged parts are
 * shared between the value before and the value after, never copied.
 */

type Fields = Readonly<Record<string, unknown>>;

/** Are two JSON values equal? A member that is undefined counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  }
  if (Array.isArray(b)) return false;
  return hasSameFields(a as Fields, b as Fields);
}

function hasSameFields(a: Fields, b: Fields): boolean {
  let common = 0;
  for (const key in a) {
    const value = a[key];
    if (value === undefined) continue;
    if (!isSame(value, b[key])) return false;
    common += 1;
  }
  for (const key in b) {
    if (b[key] !== undefined) common -= 1;
  }
  return common === 0;
}

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
