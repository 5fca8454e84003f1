/**
 * STS-PVC-008: a claim that was deleted under a pod that is still Pending is created again.
 *
 * Nobody watches claims, so this is owed only where the pod changed once more after every cache had
 * seen the claim go: the scheduler says why it cannot be placed. An ordered set does not get to a
 * pod above one that is not healthy.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { claimNameIn, claimOrdinal, claimsFor } from '../vocabulary/claims.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { isOrdered, isWanted, ordinalOf, podNameOf } from '../vocabulary/ordinals.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { firstStop, settledSets } from '../vocabulary/stateful-rest.ts';
import type { ClusterView } from '../view.ts';

export const pendingPodsGetTheirClaimsBack = always({
  id: 'statefulset/pending-pods-get-their-claims-back',
  title: 'At rest a claim that was deleted under a Pending pod is there again',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-008'],
  needs: ['global-order'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: (context) => {
    const goneSince = new Map<string, Millis>();
    /** Pods that lost a claim while they were Pending: did they change once that was known? */
    const robbed = new Map<string, boolean>();

    function onGone(name: string, view: ClusterView, at: Millis): void {
      goneSince.set(name, at);
      for (const set of view.list('StatefulSet')) {
        const ordinal = claimOrdinal(set, name);
        const pod = ordinal === undefined ? undefined : podOf(set, ordinal, view);
        if (pod !== undefined && isWaiting(pod)) robbed.set(pod.metadata.uid, false);
      }
    }

    function isMissed(pod: Pod, view: ClusterView): boolean {
      const set = setOf(pod, view);
      const ordinal = set && ordinalOf(set.metadata.name, pod.metadata.name);
      if (set === undefined || ordinal === undefined) return false;
      return claimsFor(set, ordinal).some(({ name, template }) => {
        const since = goneSince.get(name);
        if (since === undefined || claimNameIn(pod, template) !== name) return false;
        return view.at - since > context.target.stalenessMs;
      });
    }

    return {
      change: ({ event: { object, change, at }, after }) => {
        const { name, uid } = object.metadata;
        if (object.kind === 'PersistentVolumeClaim') {
          if (change === 'DELETED') onGone(name, after, at);
          else goneSince.delete(name);
        } else if (object.kind === 'Pod' && robbed.has(uid)) {
          if (change === 'DELETED') robbed.delete(uid);
          else if (isWaiting(object) && isMissed(object, after)) robbed.set(uid, true);
        }
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        const answers = [...robbed].map(([uid, isTold]) => {
          const answer = settled(uid, view, context, event.seq);
          return isTold || answer === 'holds' ? answer : 'irrelevant';
        });
        const broken = answers.find((answer) => typeof answer === 'object');
        return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
      },
    };
  },
});

function settled(uid: string, view: ClusterView, context: MonitorContext, at: number): Answer {
  const pod = view.byUid('Pod', uid);
  if (pod === undefined || isTerminating(pod)) return 'irrelevant';
  const set = setOf(pod, view);
  if (set === undefined) return 'irrelevant';
  const ordinal = ordinalOf(set.metadata.name, pod.metadata.name);
  if (ordinal === undefined || !isWanted(set, ordinal)) return 'irrelevant';
  const missing = claimsFor(set, ordinal).filter(
    ({ name }) => view.get('PersistentVolumeClaim', name) === undefined,
  );
  if (missing.length === 0) return 'holds';
  const sights = [...settledSets(view, context)];
  const sight = sights.find((each) => each.set.metadata.uid === set.metadata.uid);
  if (sight === undefined || !isWaiting(pod)) return 'irrelevant';
  const stop = isOrdered(set) ? firstStop(sight) : undefined;
  if (stop !== undefined && stop.ordinal < ordinal) return 'irrelevant';
  return {
    message: `${pod.metadata.name} waits for a claim that nobody makes again`,
    expected: describeSome(missing.map(({ name }) => `${name} created again`)),
    observed: `${describeSome(missing.map(({ name }) => name))} missing, the pod Pending`,
    at,
    evidence: [view.seqOf(pod)],
  };
}

function podOf(set: StatefulSet, ordinal: number, view: ClusterView): Pod | undefined {
  const pod = view.get('Pod', podNameOf(set.metadata.name, ordinal));
  return pod && controllerOf(pod)?.uid === set.metadata.uid ? pod : undefined;
}

function isWaiting(pod: Pod): boolean {
  return pod.status.phase === 'Pending' && !isTerminating(pod);
}

function setOf(pod: Pod, view: ClusterView): StatefulSet | undefined {
  const owner = controllerOf(pod);
  return owner?.kind === 'StatefulSet' ? view.byUid('StatefulSet', owner.uid) : undefined;
}
