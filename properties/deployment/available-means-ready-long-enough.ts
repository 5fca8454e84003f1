import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { isAvailable } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-AVAIL-005 where the pace of a rollout is set: a ReplicaSet's availableReplicas, by
 * which old replicas are given up, counts only pods that were ready for minReadySeconds. */
export const availableMeansReadyLongEnough = always({
  id: 'deployment/available-means-ready-long-enough',
  title: 'A ReplicaSet reports as available only pods that were ready for minReadySeconds',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-005'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => ({
    change: (moment) => {
      const { object, actor, change } = moment.event;
      if (object.kind !== 'ReplicaSet' || change !== 'MODIFIED') return 'irrelevant';
      const before = moment.previous?.kind === 'ReplicaSet' ? moment.previous : undefined;
      const count = object.status.availableReplicas ?? 0;
      if (count <= (before?.status.availableReplicas ?? 0)) return 'irrelevant';
      if (actor !== undefined && actor !== 'replicaset-controller') return 'irrelevant';
      return answer(moment, object, count, context);
    },
  }),
});

function answer(moment: Moment, set: ReplicaSet, count: number, context: MonitorContext) {
  const { uid } = set.metadata;
  if (!set.spec.minReadySeconds && moment.before.tally(uid).ready >= count) return 'holds';
  const watched: readonly Watched[] = [
    { kind: 'ReplicaSet', uid },
    { kind: 'Pod', ownedBy: uid },
  ];
  const atMs = context.epochMs + moment.event.at;
  const isEnough = (view: ClusterView) => {
    const seen = view.byUid('ReplicaSet', uid);
    if (seen === undefined) return false;
    const isCounted = (pod: Pod) =>
      isAvailable(pod, seen.spec.minReadySeconds, atMs, context.target.clockToleranceMs);
    const owned = activePodsOf(view, seen).filter(isCounted).length;
    return owned >= count || owned + adoptablePods(view, seen).filter(isCounted).length >= count;
  };
  if (moment.couldHaveSeen(watched, isEnough)) return 'holds';
  if (hadNamesake(moment, set)) return 'irrelevant';
  const pods = activePodsOf(moment.before, set);
  const seconds = set.spec.minReadySeconds ?? 0;
  const long = pods.filter((pod) =>
    isAvailable(pod, seconds, atMs, context.target.clockToleranceMs),
  );
  return violated(
    moment,
    {
      message: `${nameOf(set)} reports more available pods than were ready for ${seconds} s`,
      expected: `availableReplicas at most ${long.length}`,
      observed: `availableReplicas ${count}`,
    },
    pods,
  );
}

/** Was there another ReplicaSet of this name just before? A status that was counted for it may have
 * been written to its successor, since a retried write finds its object by name. */
function hadNamesake({ couldHaveSeen }: Moment, { metadata: { name, uid } }: ReplicaSet): boolean {
  return couldHaveSeen([{ kind: 'ReplicaSet' }], (view) => {
    const other = view.get('ReplicaSet', name);
    return other !== undefined && other.metadata.uid !== uid;
  });
}
