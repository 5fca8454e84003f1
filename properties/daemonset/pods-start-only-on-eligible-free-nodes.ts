/**
 * DS-NODE-002: a pod is created for a node only when the node may start one and is free. Without
 * surge a pod that is still terminating, or failed and was not deleted yet, occupies it; with surge
 * there may be one more beside an old one (its budget: DS-UPD-004). What was created for the node
 * before has been seen, also by the update that follows in the same sync (DS-UPD-009).
 */
import type { Pod } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { Broken } from '../vocabulary/describe.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import type { DaemonAct } from '../vocabulary/daemon-moments.ts';
import {
  couldHaveSeenDaemons,
  createdDaemon,
  daemonSightOf,
} from '../vocabulary/daemon-moments.ts';
import { describePods } from '../vocabulary/daemon-rest.ts';
import { allowsSurge, hashOf, mayCreateOn, occupants } from '../vocabulary/daemon-steps.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';
import { createOwnWrites } from '../vocabulary/restarts.ts';

export const podsStartOnlyOnEligibleFreeNodes = always({
  id: 'daemonset/pods-start-only-on-eligible-free-nodes',
  title: 'A pod is created only for an eligible node that is free',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-002', 'DS-UPD-009'],
  on: ['Pod', 'Node'],
  monitor: (context) => {
    // One sync creates at most one pod for a node, so the next one for that node has seen it.
    const creates = createOwnWrites(context, 'StaleControllerConsistencyDaemonSet');
    /** Nodes that are gone by now, by name: a lagging controller may still create for them. */
    const lastUid = new Map<string, string>();
    return {
      other: (event) => {
        creates.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'Node') {
          lastUid.set(object.metadata.name, object.metadata.uid);
          return 'irrelevant';
        }
        const act = createdDaemon(moment);
        const { nodeName } = act ?? {};
        if (act === undefined || nodeName === undefined) return 'irrelevant';
        const nodeUid = lastUid.get(nodeName);
        const key = `${act.setUid}/${nodeName}`;
        const podsNotBefore = creates.seen(key);
        creates.wrote(key, moment.event);
        const scope = { ...(nodeUid !== undefined && { nodeUid }), podsNotBefore };
        const isJustified = couldHaveSeenDaemons(moment, context, act, scope, (sight) => {
          const node = sight.view.get('Node', nodeName);
          return node !== undefined && mayCreateOn(sight, node, act.pod);
        });
        if (isJustified) return 'holds';
        return violationAt(moment, describeStart(moment, context, act, nodeName));
      },
    };
  },
});

/** What the newest state shows of the node and its pods, and what it had to be. */
function describeStart(
  moment: Moment,
  context: MonitorContext,
  { pod, set }: DaemonAct,
  nodeName: string,
): Broken {
  const node = moment.before.get('Node', nodeName);
  const pods = set ? occupants(daemonSightOf(moment, context, set), nodeName) : [];
  const isEligible = set !== undefined && node !== undefined && shouldRun(set, node);
  const fitness = node === undefined ? 'gone' : isEligible ? 'eligible' : 'not eligible';
  const surges = set !== undefined && allowsSurge(set);
  const at = (each: Pod) => (surges ? ` at ${hashOf(each) ?? 'no hash'}` : '');
  const there = pods.map((each) => `${describePods([each])}${at(each)}`);
  const { name } = pod.metadata;
  return {
    message: `${name}${at(pod)} was created for ${nodeName} although it must not be`,
    expected: surges
      ? `${nodeName} eligible, and no pod that stays there but one of another revision`
      : `${nodeName} eligible and free`,
    observed: `${nodeName} is ${fitness}; pods there: ${describeSome(there)}`,
    evidence: [
      ...(node ? [moment.before.seqOf(node)] : []),
      ...pods.map((each) => moment.before.seqOf(each)),
    ],
  };
}
