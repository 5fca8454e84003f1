import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { MonitorContext, Settled } from '../property.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';
import { isAvailable, isReady } from '../vocabulary/pods.ts';

type Counter = 'replicas' | 'fullyLabeledReplicas' | 'readyReplicas' | 'availableReplicas';

/** Claims RS-STAT-001 for every ReplicaSet that stays: its counters are those of the active pods
 * that it owns and selects. Whoever has been ready for about minReadySeconds may count as available
 * or not. */
export const statusCountsTheActivePods = eventually({
  id: 'replicaset/status-counts-the-active-pods',
  title: "At rest a ReplicaSet's status counts its active, labelled, ready and available pods",
  controller: 'Deployment',
  requirements: ['RS-STAT-001'],
  *settled(view, context) {
    for (const set of view.list('ReplicaSet')) {
      if (set.metadata.deletionTimestamp !== undefined) continue;
      yield isPlain(view, set) ? { subject: keyOf(set), there: true } : recount(view, set, context);
    }
  },
});

/** Are all pods running, ready and available, and does the status say so? Costs the same for any
 * number of pods. */
function isPlain(view: ClusterView, { metadata, status, spec }: ReplicaSet): boolean {
  const { active, ready } = view.tally(metadata.uid);
  if (active > 0 && spec.minReadySeconds) return false;
  const { replicas, readyReplicas = 0, availableReplicas = 0, fullyLabeledReplicas = 0 } = status;
  if (replicas !== active || fullyLabeledReplicas !== active) return false;
  return readyReplicas === ready && availableReplicas === ready && ready === active;
}

function recount(view: ClusterView, set: ReplicaSet, context: MonitorContext): Settled {
  const pods = activePodsOf(view, set);
  const expected = boundsOf(view, set, pods, context);
  const wrong = expected.filter(({ counter, least, most }) => {
    const said = set.status[counter] ?? 0;
    return said < least || said > most;
  });
  if (wrong.length === 0) return { subject: keyOf(set), there: true };
  return {
    subject: keyOf(set),
    there: false,
    expected: wrong.map(({ counter, least }) => `${counter} ${least}`).join(', '),
    observed: wrong.map(({ counter }) => `${counter} ${set.status[counter] ?? 0}`).join(', '),
    evidence: [set, ...pods].map((each) => view.seqOf(each)),
  };
}

function boundsOf(
  view: ClusterView,
  set: ReplicaSet,
  pods: readonly Pod[],
  { epochMs, target }: MonitorContext,
): readonly { readonly counter: Counter; readonly least: number; readonly most: number }[] {
  const exactly = (counter: Counter, count: number) => ({ counter, least: count, most: count });
  const available = (tolerance: number) =>
    pods.filter((pod) => {
      return isAvailable(pod, set.spec.minReadySeconds, epochMs + view.at, tolerance);
    }).length;
  return [
    exactly('replicas', pods.length),
    exactly('fullyLabeledReplicas', pods.filter((pod) => isLabelled(pod, set)).length),
    exactly('readyReplicas', pods.filter(isReady).length),
    {
      counter: 'availableReplicas',
      least: available(-target.clockToleranceMs),
      most: available(target.clockToleranceMs),
    },
  ];
}

/** Does it carry every label of the template? An adopted pod need not. */
function isLabelled(pod: Pod, { spec }: ReplicaSet): boolean {
  const wanted = Object.entries(spec.template.metadata?.labels ?? {});
  return wanted.every(([key, value]) => pod.metadata.labels?.[key] === value);
}
