/** What an event changed in its object: paths with before and after, for the proof of a failure. */
import type { ChangeEvent, Trace } from '../../specs/trace.ts';

export interface Changed {
  readonly path: string;
  /** As JSON; absent where there was, or is, nothing. */
  readonly before?: string;
  readonly after?: string;
}

/** Counts up with every write, which says nothing. */
const dull = new Set(['metadata.resourceVersion', 'metadata.managedFields']);
const maxChanges = 40;

/** Against the version of the same object that the trace has before it. */
export function changesAt(trace: Trace, event: ChangeEvent): readonly Changed[] {
  const { uid } = event.object.metadata;
  const before = trace.events.findLast(
    (each): each is ChangeEvent =>
      each.event === 'change' && each.seq < event.seq && each.object.metadata.uid === uid,
  );
  const changed: Changed[] = [];
  compare('', before?.object, event.object, changed);
  return changed.filter(({ path }) => !dull.has(path)).slice(0, maxChanges);
}

function compare(path: string, before: unknown, after: unknown, changed: Changed[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(path === '' ? key : `${path}.${key}`, before[key], after[key], changed);
    }
    return;
  }
  changed.push({
    path: path === '' ? 'the whole object' : path,
    ...(before !== undefined && { before: spelled(before) }),
    ...(after !== undefined && { after: spelled(after) }),
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const maxLength = 400;

function spelled(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
