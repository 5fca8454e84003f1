/** The status of a StatefulSet: when it is written, and what it must say at rest. */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { keyOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext, Settled } from '../property.ts';
import { isEqual } from './api-rules.ts';
import { isRecreated } from './namesakes.ts';
import { oncePerMoment } from './once.ts';
import { ordinalOf } from './ordinals.ts';
import type { Sight } from './stateful-steps.ts';

/** The set with the status that was written here; undefined where it was not. */
export const writtenStatus = oncePerMoment(({ event, previous }): StatefulSet | undefined => {
  const { object, change } = event;
  if (object.kind !== 'StatefulSet' || change !== 'MODIFIED') return undefined;
  if (previous?.kind !== 'StatefulSet') return undefined;
  return isEqual(object.status, previous.status) ? undefined : object;
});

/** The same, unless the set took over a name: a status of its namesake may end up on it, which is
 * the matter of `statefulset/a-status-speaks-of-its-own-set` alone. */
export function ownStatus(moment: Moment, context: MonitorContext): StatefulSet | undefined {
  const set = writtenStatus(moment);
  if (set === undefined || isRecreated(context, 'StatefulSet', set.metadata.name)) return undefined;
  return set;
}

/** The pods that a status speaks of, whatever state they are in. */
export function* countedPods({ view, set }: Sight): Iterable<Pod> {
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    const ordinal = ordinalOf(set.metadata.name, pod.metadata.name);
    if (ordinal === undefined) continue;
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) yield pod;
  }
}

/** Does the status say what there is, count by count? */
export function settledCounts(
  { view, set }: Sight,
  expected: Readonly<Record<string, number>>,
): Settled {
  const status: Readonly<Record<string, unknown>> = { ...set.status };
  const wrong = Object.entries(expected).filter(([field, count]) => {
    return (status[field] ?? 0) !== count;
  });
  if (wrong.length === 0) return { subject: keyOf(set), there: true };
  return {
    subject: keyOf(set),
    there: false,
    expected: wrong.map(([field, count]) => `${field} ${count}`).join(', '),
    observed: wrong.map(([field]) => `${field} ${String(status[field] ?? 0)}`).join(', '),
    evidence: [view.seqOf(set)],
  };
}
