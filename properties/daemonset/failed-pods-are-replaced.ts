/**
 * DS-FAIL-001, the first failure: a pod that failed on a node where pods may stay, the first of its
 * set to do so there, is deleted at once and so gone by the time the world rests. Later failures on
 * the same node wait for a back-off of up to a quarter of an hour and are not judged, nor are those
 * that an outage of the API server may have interrupted: each deletion that fails counts as one.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { daemonActOn } from '../vocabulary/daemon-moments.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { describePod } from '../vocabulary/describe.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';
import { shouldStay } from '../vocabulary/eligibility.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import type { ClusterView } from '../view.ts';

interface Failure {
  readonly pod: Pod;
  readonly setUid: string;
  readonly nodeName: string;
  readonly seq: number;
  readonly at: Millis;
}

export const failedPodsAreReplaced = always({
  id: 'daemonset/failed-pods-are-replaced',
  title: 'At rest a pod that was the first to fail on its node is gone',
  controller: 'DaemonSet',
  requirements: ['DS-FAIL-001'],
  on: ['Pod'],
  monitor: (context) => {
    const first = new Map<string, Failure>();
    const outages = createDisturbances(context, ({ fault }) => fault === 'ApiUnavailable');

    function settle(failure: Failure, view: ClusterView, at: number): Answer {
      const { pod, setUid, nodeName, seq } = failure;
      const [sight] = [...settledDaemons(view, context)].filter(
        ({ set }) => set.metadata.uid === setUid,
      );
      const node = view.get('Node', nodeName);
      if (sight === undefined || node === undefined) return 'irrelevant';
      if (!shouldStay(sight.set, node)) return 'irrelevant';
      const left = view.byUid('Pod', pod.metadata.uid);
      if (left === undefined) return 'holds';
      if (!outages.areOver(failure.at)) return 'irrelevant';
      const isOwn =
        controllerOf(left)?.uid === setUid &&
        selectorMatches(sight.set.spec.selector, left.metadata.labels);
      if (!isOwn || isTerminating(left)) return 'irrelevant';
      return {
        message: `${pod.metadata.name} failed and was not replaced`,
        expected: `${pod.metadata.name} deleted`,
        observed: describePod(pod.metadata.name, left),
        at,
        evidence: [seq],
      };
    }

    return {
      change: (moment) => {
        const { object, seq, at } = moment.event;
        if (object.kind !== 'Pod' || object.status.phase !== 'Failed') return 'irrelevant';
        const { nodeName, setUid } = daemonActOn(moment, object) ?? {};
        if (nodeName === undefined || setUid === undefined) return 'irrelevant';
        const key = `${setUid}/${nodeName}`;
        if (!first.has(key)) first.set(key, { pod: object, setUid, nodeName, seq, at });
        return 'irrelevant';
      },
      other: (event, view) => {
        outages.other(event);
        if (!isQuietRest(event)) return 'irrelevant';
        const answers = [...first.values()].map((each) => settle(each, view, event.seq));
        const broken = answers.find((answer) => typeof answer === 'object');
        return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
      },
    };
  },
});
