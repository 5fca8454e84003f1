/**
 * DS-FAIL-002: a pod that succeeded on a node where pods may stay is deleted, and so gone by the
 * time the world rests. There is no back-off, so that it does not matter how many did before.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { describePod } from '../vocabulary/describe.ts';
import { shouldStay, targetOf } from '../vocabulary/eligibility.ts';
import { isTerminating } from '../vocabulary/pods.ts';

export const succeededPodsAreReplaced = always({
  id: 'daemonset/succeeded-pods-are-replaced',
  title: 'At rest a pod that succeeded is gone',
  controller: 'DaemonSet',
  requirements: ['DS-FAIL-002'],
  on: ['Pod'],
  monitor: (context) => {
    /** By uid: the pods that succeeded before they were to go, and where that was seen. */
    const succeeded = new Map<string, { readonly pod: Pod; readonly seq: number }>();
    return {
      change: ({ event: { object, seq } }) => {
        if (object.kind !== 'Pod' || object.status.phase !== 'Succeeded') return 'irrelevant';
        const { uid } = object.metadata;
        const isFirst = !succeeded.has(uid) && !isTerminating(object);
        if (isFirst && controllerOf(object)?.kind === 'DaemonSet') {
          succeeded.set(uid, { pod: object, seq });
        }
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        const sights = new Map(
          [...settledDaemons(view, context)].map((sight) => [sight.set.metadata.uid, sight]),
        );
        for (const [uid, { pod, seq }] of succeeded) {
          const sight = sights.get(controllerOf(pod)?.uid ?? '');
          const node = view.get('Node', targetOf(pod) ?? '');
          if (sight === undefined || node === undefined) continue;
          if (!shouldStay(sight.set, node)) continue;
          const left = view.byUid('Pod', uid);
          if (left === undefined) answer = 'holds';
          if (left === undefined || isTerminating(left)) continue;
          const isOwn = controllerOf(left)?.uid === sight.set.metadata.uid;
          if (!isOwn || !selectorMatches(sight.set.spec.selector, left.metadata.labels)) continue;
          return {
            message: `${pod.metadata.name} succeeded and was not replaced`,
            expected: `${pod.metadata.name} deleted`,
            observed: describePod(pod.metadata.name, left),
            at: event.seq,
            evidence: [seq, event.seq],
          };
        }
        return answer;
      },
    };
  },
});
