/**
 * DS-STAT-002: a generation is reported as observed only by a sync that managed the pods for it:
 * by then every node that it may have seen as eligible and free has got its pod. (A ReplicaSet
 * reports a generation that it has only looked at.) In an outage or by a quota pods may have been
 * refused; a set that took over a name may meet what its namesake awaited.
 */
import type { DaemonSet } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { couldHaveSeenDaemons } from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import { desiredNodes, orphansFor, podsFor } from '../vocabulary/daemon-steps.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { costsMemory, createDisturbances } from '../vocabulary/disturbances.ts';
import { isRecreated } from '../vocabulary/namesakes.ts';

export const observedGenerationsWereActedOn = always({
  id: 'daemonset/observed-generations-were-acted-on',
  title: 'A generation is observed only once the pods for it have been created',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-002'],
  on: ['DaemonSet'],
  monitor: (context) => {
    const refusals = createDisturbances(
      context,
      (fault) => costsMemory(fault) || fault.fault === 'PodQuota',
    );
    const isNamesake = ({ metadata }: DaemonSet) =>
      isRecreated(context, 'DaemonSet', metadata.name);
    return {
      other: (event) => {
        refusals.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const set = moment.event.object as DaemonSet;
        const { observedGeneration } = set.status;
        const before = (moment.previous as DaemonSet | undefined)?.status.observedGeneration ?? 0;
        if (moment.event.change !== 'MODIFIED' || isNamesake(set)) return 'irrelevant';
        if (observedGeneration === undefined || observedGeneration <= before) return 'irrelevant';
        if (!refusals.areOver(moment.event.at)) return 'irrelevant';
        const { uid: setUid, name } = set.metadata;
        const isJustified = couldHaveSeenDaemons(moment, context, { setUid }, {}, (sight) => {
          if (sight.set.metadata.generation !== observedGeneration) return false;
          return nodesInWant(moment, sight).length === 0;
        });
        if (isJustified) return 'holds';
        const newest = { view: moment.before, newest: moment.before, set, now: neverNow };
        return violationAt(moment, {
          message: `${name} observed generation ${observedGeneration} before it acted on it`,
          expected: 'a pod on every eligible node',
          observed: `none yet on ${describeSome(nodesInWant(moment, newest))}`,
        });
      },
    };
  },
});

const neverNow = { ms: Number.NEGATIVE_INFINITY, toleranceMs: 0 };

/** Eligible nodes in this view that have no pod in it, nor have got one since. */
function nodesInWant({ before }: Moment, sight: DaemonSight): readonly string[] {
  const newest = { ...sight, view: before };
  return desiredNodes(sight)
    .map(({ metadata }) => metadata.name)
    .filter((nodeName) =>
      [sight, newest].every(
        (each) =>
          podsFor(each, nodeName).length === 0 && orphansFor(each, nodeName).length === 0,
      ),
    );
}
