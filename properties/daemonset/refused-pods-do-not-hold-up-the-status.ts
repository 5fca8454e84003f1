/**
 * DS-STAT-003: while a quota refuses new pods the status is written all the same: when the quota
 * ends, a set that lacks pods has observed its generation and counts the nodes that it should run
 * on, if there was time to do so.
 */
import type { DaemonSet } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { createAttention } from '../vocabulary/daemon-attention.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { desiredNodes, podsFor } from '../vocabulary/daemon-steps.ts';
import { costsMemory, createDisturbances } from '../vocabulary/disturbances.ts';

/** A sync and its write, after what made it begin has been seen. */
const syncMs: Millis = 1_000;

export const refusedPodsDoNotHoldUpTheStatus = always({
  id: 'daemonset/refused-pods-do-not-hold-up-the-status',
  title: 'The status is written although the pods are refused',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-003'],
  on: ['Node', 'Pod', 'DaemonSet'],
  monitor: (context) => {
    const attention = createAttention(context);
    const outages = createDisturbances(context, costsMemory);
    const specifiedAt = new Map<string, Millis>();
    const isQuota = (index: number) => {
      const step = context.header.scenario.steps[index];
      return step !== undefined && faultOf(step)?.fault === 'PodQuota';
    };
    return {
      change: (moment) => {
        attention.change(moment);
        const { object, at } = moment.event;
        const before = moment.previous as DaemonSet | undefined;
        if (object.kind !== 'DaemonSet') return 'irrelevant';
        const { uid, generation } = object.metadata;
        if (before?.metadata.generation !== generation) specifiedAt.set(uid, at);
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        outages.other(event);
        if (event.event !== 'fault' || event.phase !== 'healed') return 'irrelevant';
        if (!isQuota(event.step) || !outages.areOver(event.at)) return 'irrelevant';
        const since = event.at - context.target.stalenessMs - syncMs;
        let answer: Answer = 'irrelevant';
        for (const sight of settledDaemons(view, context)) {
          const { uid, name, generation } = sight.set.metadata;
          const { observedGeneration, desiredNumberScheduled } = sight.set.status;
          const desired = desiredNodes(sight);
          const isShort = desired.some((node) => podsFor(sight, node.metadata.name).length === 0);
          if (!isShort || (specifiedAt.get(uid) ?? since) >= since) continue;
          if (attention.missed(uid) !== 'nothing') continue;
          answer = 'holds';
          if (observedGeneration === generation && desiredNumberScheduled === desired.length) {
            continue;
          }
          return {
            message: `the status of ${name} was not written while its pods were refused`,
            expected: `observedGeneration ${generation}, desired ${desired.length}`,
            observed: `observedGeneration ${observedGeneration}, desired ${desiredNumberScheduled}`,
            at: event.seq,
            evidence: [view.seqOf(sight.set), event.seq],
          };
        }
        return answer;
      },
    };
  },
});
