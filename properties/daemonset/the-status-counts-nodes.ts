/**
 * DS-STAT-001: at rest the counters of the status are what nodes and pods show. How minReadySeconds
 * passes is another matter (`ready-pods-become-available`).
 *
 * That a node is gone, or that a pod which may stay has become one too many, does not make the
 * controller look: then the status is judged only if something else did, later.
 */
import type { DaemonSet, Node, Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import type { Counter } from '../vocabulary/daemon-status.ts';
import { wrongCounters } from '../vocabulary/daemon-status.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';

const counters: readonly Counter[] = [
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'numberReady',
  'updatedNumberScheduled',
];
const withAvailability: readonly Counter[] = [...counters, 'numberAvailable', 'numberUnavailable'];

export const theStatusCountsNodes = always({
  id: 'daemonset/the-status-counts-nodes',
  title: 'At rest the status counts the nodes as they are',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-001'],
  on: ['Node', 'Pod', 'DaemonSet'],
  monitor: (context) => {
    /** By uid of the set: when a node changed for it, and when it had a reason to look. */
    const unasked = new Map<string, Millis>();
    const asked = new Map<string, Millis>();

    return {
      change: (moment) => {
        const { object, at } = moment.event;
        if (object.kind === 'DaemonSet') asked.set(object.metadata.uid, at);
        if (object.kind === 'Pod') asked.set(ownerUidOf(object, moment), at);
        if (object.kind === 'Node') {
          for (const uid of setsThatMind(moment, object)) unasked.set(uid, at);
        }
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const sight of settledDaemons(view, context)) {
          const { metadata, spec } = sight.set;
          const since = (unasked.get(metadata.uid) ?? -Infinity) + context.target.stalenessMs;
          if ((asked.get(metadata.uid) ?? 0) <= since) continue;
          const wrong = wrongCounters(sight, spec.minReadySeconds ? counters : withAvailability);
          answer = 'holds';
          if (!wrong.isWrong) continue;
          return {
            message: `the status of ${metadata.name} is not what its nodes show`,
            expected: wrong.expected,
            observed: wrong.observed,
            at: event.seq,
            evidence: [view.seqOf(sight.set), event.seq],
          };
        }
        return answer;
      },
    };
  },
});

function ownerUidOf(pod: Pod, { previous }: Moment): string {
  return (controllerOf(pod) ?? (previous && controllerOf(previous)))?.uid ?? '';
}

/** The sets for which this node went, or changed its being a place for a pod. */
function setsThatMind({ event, previous, after }: Moment, node: Node): readonly string[] {
  if (event.change === 'ADDED') return [];
  const before = previous as Node | undefined;
  const minds = (set: DaemonSet) =>
    event.change === 'DELETED' ||
    before === undefined ||
    shouldRun(set, before) !== shouldRun(set, node);
  return [...after.list('DaemonSet')].filter(minds).map(({ metadata }) => metadata.uid);
}
