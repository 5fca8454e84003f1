/**
 * DS-NODE-005: at rest no pod is left of a node that was removed. A pod that was never bound is
 * cleaned up by the set's controller, which does not look until something else gives it a reason,
 * so such a pod is judged only when the set changed well after the node was gone.
 */
import type { DaemonSet, Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { describePods } from '../vocabulary/daemon-rest.ts';
import type { ClusterView } from '../view.ts';

interface Removal {
  readonly seq: number;
  readonly at: Millis;
}

export const podsLeaveWithTheirNode = always({
  id: 'daemonset/pods-leave-with-their-node',
  title: 'At rest no pod is left of a node that was removed',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-005'],
  on: ['Node', 'DaemonSet'],
  monitor: ({ target }) => {
    const removals = new Map<string, Removal>();
    /** By uid: when the spec of each DaemonSet changed last. */
    const changes = new Map<string, Millis>();

    function isOwed(pod: Pod, removal: Removal): boolean {
      if (pod.spec.nodeName !== undefined) return true;
      const changed = changes.get(controllerOf(pod)?.uid ?? '');
      return changed !== undefined && changed > removal.at + target.stalenessMs;
    }

    function settle(view: ClusterView, at: number): Answer {
      let answer: Answer = 'irrelevant';
      for (const [nodeName, removal] of removals) {
        if (view.get('Node', nodeName) !== undefined) continue;
        const pods = [...view.podsOn(nodeName)];
        const left = pods.filter((pod) => isOwed(pod, removal));
        if (pods.length === 0) answer = 'holds';
        if (left.length === 0) continue;
        return {
          message: `pods are left of ${nodeName}, which was removed`,
          expected: `no pod on ${nodeName}`,
          observed: describePods(left),
          at,
          evidence: [removal.seq, ...left.map((pod) => view.seqOf(pod))],
        };
      }
      return answer;
    }

    function follow({ event, previous, before }: Moment): void {
      const { object, change, seq, at } = event;
      const { name, uid, generation } = object.metadata;
      if (object.kind === 'DaemonSet') {
        const former = previous as DaemonSet | undefined;
        if (former !== undefined && former.metadata.generation !== generation) changes.set(uid, at);
      } else if (change === 'DELETED' && !before.podsOn(name)[Symbol.iterator]().next().done) {
        removals.set(name, { seq, at });
      }
    }

    return {
      change: (moment) => {
        follow(moment);
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        return settle(view, event.seq);
      },
    };
  },
});
