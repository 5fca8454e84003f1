/**
 * RS-STAT-004: a ReplicaSet that has lacked pods for long, under a quota that was full all the
 * while, says so: ReplicaFailure, reason FailedCreate. Judged at the moment at which the quota is
 * lifted, where nothing about the ReplicaSet, its pods and the quota has changed for long enough
 * that its controller must have tried.
 */
import type { ReplicaSet, ResourceQuota } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import type { Fault, Millis } from '../../specs/scenario.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';

/** Whoever is down or blind tells nothing. */
function hinders({ fault }: Fault): boolean {
  return fault === 'ControllerRestart' || fault === 'ApiUnavailable' || fault === 'StaleCache';
}

export const refusedPodsAreTold = always({
  id: 'deployment/refused-pods-are-told',
  title: 'A ReplicaSet whose pods are refused for long reports a ReplicaFailure',
  controller: 'Deployment',
  requirements: ['RS-STAT-004'],
  on: ['ReplicaSet', 'Pod', 'ResourceQuota'],
  monitor: (context) => {
    const disturbances = createDisturbances(context, hinders);
    /** When a ReplicaSet or one of its pods, or a quota, changed last; by uid. */
    const changed = new Map<string, Millis>();
    const longMs = 2 * context.target.stalenessMs;
    const isOld = (uid: string, at: Millis) => (changed.get(uid) ?? at) < at - longMs;
    return {
      other(event) {
        disturbances.other(event);
        return 'irrelevant';
      },
      change(moment) {
        const { object, at, change } = moment.event;
        const isLifted = object.kind === 'ResourceQuota' && change === 'DELETED';
        if (!isLifted) {
          changed.set(object.kind === 'Pod' ? ownerUid(object) : object.metadata.uid, at);
          return 'irrelevant';
        }
        const { uid } = object.metadata;
        if (!isFull(object) || !isOld(uid, at) || !disturbances.areOver(at)) return 'irrelevant';
        let atStake = false;
        for (const set of moment.before.list('ReplicaSet')) {
          const { active } = moment.before.tally(set.metadata.uid);
          const isWaiting = set.metadata.deletionTimestamp === undefined;
          if (!isWaiting || active >= set.spec.replicas || !isOld(set.metadata.uid, at)) continue;
          atStake = true;
          if (hasFailed(set)) continue;
          return violationAt(moment, {
            message: `ReplicaSet/${set.metadata.name} says nothing of the pods that it is refused`,
            expected: 'ReplicaFailure True, FailedCreate',
            observed: `${active} of ${set.spec.replicas} pods, and no such condition`,
            evidence: [moment.before.seqOf(set)],
          });
        }
        return atStake ? 'holds' : 'irrelevant';
      },
    };
  },
});

function ownerUid(object: Parameters<typeof controllerOf>[0]): string {
  return controllerOf(object)?.uid ?? '';
}

function isFull({ status }: ResourceQuota): boolean {
  const limit = status.hard?.['pods'];
  return limit !== undefined && Number(status.used?.['pods'] ?? 0) >= Number(limit);
}

function hasFailed(set: ReplicaSet): boolean {
  const failure = conditionOf(set, 'ReplicaFailure');
  return failure?.status === 'True' && failure.reason === 'FailedCreate';
}
