import type { KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { TraceEvent } from '../../specs/trace.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { adoptablePods, countsAlike } from '../vocabulary/claimed-pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-CRASH-001 for ReplicaSets that had exactly the pods that they declare for so long
 * before a controller went down that every cache knew it, and that nobody has touched since. */
export const aRestartMovesNoPod = always({
  id: 'replicaset/a-restart-moves-no-pod',
  title: 'A controller that starts anew leaves a ReplicaSet of the right size as it is',
  controller: 'Deployment',
  requirements: ['RS-CRASH-001'],
  needs: ['global-order'],
  on: ['ReplicaSet', 'Pod'],
  monitor: (context) => {
    const { stalenessMs } = context.target;
    const moved = new Map<string, Millis>();
    const restarts = createWindow(context);
    const isStable = (view: ClusterView, uid: string): boolean => {
      const set = view.byUid('ReplicaSet', uid);
      if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
      const movedAt = moved.get(uid) ?? Number.POSITIVE_INFINITY;
      if (movedAt >= restarts.start() - stalenessMs) return false;
      return view.tally(uid).active === set.spec.replicas;
    };
    return {
      change(moment) {
        const { at, object } = moment.event;
        const actor = restarts.isRecent(at) ? actorOf(moment) : undefined;
        const isMoved = actor !== undefined && isStable(moment.before, actor);
        for (const uid of movedSets(moment)) moved.set(uid, at);
        const set = isMoved ? moment.before.byUid('ReplicaSet', actor) : undefined;
        if (set === undefined || adoptablePods(moment.before, set).length > 0) return 'irrelevant';
        return violated(
          moment,
          {
            message: `a restart made ${nameOf(set)} act on ${nameOf(object)}`,
            expected: `its ${set.spec.replicas} pods are left as they are`,
            observed: moment.event.change === 'ADDED' ? 'a pod was created' : 'a pod was deleted',
          },
          [set],
        );
      },
      other(event, view) {
        if (!restarts.other(event)) return 'irrelevant';
        for (const { metadata, spec } of view.list('ReplicaSet')) {
          if (spec.replicas > 0 && isStable(view, metadata.uid)) return 'holds';
        }
        return 'irrelevant';
      },
    };
  },
});

/** The ReplicaSet that creates or deletes a pod here, by uid. */
function actorOf(moment: Moment): string | undefined {
  const { object, change, actor = 'replicaset-controller' } = moment.event;
  const owner = controllerOf(moment.previous ?? object);
  if (object.kind !== 'Pod' || owner?.kind !== 'ReplicaSet') return undefined;
  const isCreation = change === 'ADDED' && actor === 'replicaset-controller';
  return isCreation || isDeletionBy(moment, 'replicaset-controller') ? owner.uid : undefined;
}

/** The ReplicaSets of which the size or the pods that count are others than before. */
function movedSets({ event, previous }: Moment): readonly string[] {
  const { object } = event;
  if (object.kind === 'ReplicaSet') {
    const isSame =
      event.change === 'MODIFIED' &&
      previous?.kind === 'ReplicaSet' &&
      previous.spec.replicas === object.spec.replicas &&
      previous.metadata.deletionTimestamp === object.metadata.deletionTimestamp;
    return isSame ? [] : [object.metadata.uid];
  }
  const before = asPod(previous);
  const after = event.change === 'DELETED' ? undefined : asPod(object);
  if (before && after && countsAlike(before, after)) return [];
  return [before, after].flatMap((pod) => (pod && controllerOf(pod)?.uid) ?? []);
}

function asPod(object: KubernetesObject | undefined): Pod | undefined {
  return object?.kind === 'Pod' ? object : undefined;
}


/** From the moment that a controller went down until every cache of its successor has caught up.
 * `other` tells of the moment at which one has come back. */
function createWindow({ header, target }: MonitorContext) {
  let start = 0;
  let until = Number.NEGATIVE_INFINITY;
  const window = {
    start: () => start,
    isRecent: (at: Millis) => at <= until,
    other(event: TraceEvent) {
      if (event.event !== 'fault') return false;
      const step = header.scenario.steps[event.step];
      if (step === undefined || faultOf(step)?.fault !== 'ControllerRestart') return false;
      if (event.phase === 'invoked' && !window.isRecent(event.at)) start = event.at;
      const isBack = event.phase === 'healed';
      // Refused after all: nothing went down.
      if (event.phase === 'skipped') until = Number.NEGATIVE_INFINITY;
      else until = isBack ? event.at + 2 * target.stalenessMs : Number.POSITIVE_INFINITY;
      return isBack;
    },
  };
  return window;
}
