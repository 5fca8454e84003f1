/**
 * JSON patches (RFC 6902) as far as scenarios need them: changes of single fields, named by JSON
 * pointers, become operations, and operations make a new value. Unchanged parts are shared between
 * the value before and the value after, never copied.
 */

/** A value as JSON has it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [member: string]: Json };

/** What single fields become: the key is a JSON pointer such as `/spec/replicas` or
 * `/spec/template/spec/containers/0/image` (`~1` for a slash in a name, `~0` for a tilde); `null`
 * removes the field. What a pointer leads through and is not there yet is made. */
export type Edits = Readonly<Record<string, Json>>;

/** One operation of a JSON patch. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** The operations that make these edits to a value as it is. */
export function operationsOf(value: unknown, edits: Edits): readonly PatchOperation[] {
  const operations: PatchOperation[] = [];
  let current = value;
  for (const [pointer, member] of Object.entries(edits)) {
    const operation = operationAt(current, namesOf(pointer), '', member);
    if (operation === undefined) continue;
    operations.push(operation);
    current = patched(current, operation);
  }
  return operations;
}

/** The value with these edits. */
export function edited<T>(value: T, edits: Edits | undefined): T {
  return operationsOf(value, edits ?? {}).reduce(patched, value as unknown) as T;
}

/** The value after one operation. A member that is null counts as removed, since null is how the
 * API spells an absent field; a `test` changes nothing. */
export function patched(value: unknown, operation: PatchOperation): unknown {
  if (operation.op === 'test') return value;
  return patchedAt(value, namesOf(operation.path), operation);
}

/** The names along a pointer, unescaped. */
export function namesOf(pointer: string): readonly string[] {
  const unescaped = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~');
  return pointer.split('/').slice(1).map(unescaped);
}

/** A pointer to what stands at these names. */
export function pointerTo(...names: readonly string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function operationAt(
  value: unknown,
  names: readonly string[],
  above: string,
  member: Json,
): PatchOperation | undefined {
  const [name = '', ...rest] = names;
  const path = `${above}${pointerTo(name)}`;
  const present = memberOf(value, name);
  const isThere = present !== undefined;
  if (isThere && rest.length > 0) return operationAt(present, rest, path, member);
  if (member === null) return isThere ? { op: 'remove', path } : undefined;
  const op = isThere && Array.isArray(value) ? 'replace' : 'add';
  return { op, path, value: nested(rest, member) };
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return name === '-' ? undefined : value[Number(name)];
  return isFields(value) ? value[name] : undefined;
}

/** What has to be made for a pointer to lead somewhere; a list where it names a first item. */
function nested(names: readonly string[], member: Json): Json {
  return names.reduceRight<Json>(
    (inner, name) => (name === '0' || name === '-' ? [inner] : { [name]: inner }),
    member,
  );
}

function patchedAt(
  value: unknown,
  names: readonly string[],
  operation: PatchOperation,
): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return withoutNulls(operation.value);
  if (Array.isArray(value)) return patchedList(value, name, rest, operation);
  const { [name]: present, ...others } = isFields(value) ? value : {};
  const isGone = rest.length === 0 && operation.op === 'remove';
  const next = isGone ? null : patchedAt(present, rest, operation);
  return next === null ? others : { ...(isFields(value) ? value : {}), [name]: next };
}

function patchedList(
  list: readonly unknown[],
  name: string,
  rest: readonly string[],
  operation: PatchOperation,
): unknown {
  const index = name === '-' ? list.length : Number(name);
  if (rest.length > 0) return list.with(index, patchedAt(list[index], rest, operation));
  const values = operation.op === 'remove' ? [] : [withoutNulls(operation.value)];
  return list.toSpliced(index, operation.op === 'add' ? 0 : 1, ...values);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value) || !hasNull(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}

function hasNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasNull);
  return value === null || (isFields(value) && Object.values(value).some(hasNull));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
