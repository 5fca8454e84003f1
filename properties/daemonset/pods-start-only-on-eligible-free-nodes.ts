/**
 * DS-NODE-002: a pod is created for a node only when the node may start one and is free. Without
 * surge a pod that is still terminating, or failed and was not deleted yet, occupies it; with surge
 * there may be one more beside an old one (its budget: DS-UPD-004).
 */
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import {
  couldHaveSeenDaemons,
  createdDaemon,
  daemonSightOf,
} from '../vocabulary/daemon-moments.ts';
import { describePods } from '../vocabulary/daemon-rest.ts';
import { mayCreateOn, occupants } from '../vocabulary/daemon-steps.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';
import { createOwnWrites } from '../vocabulary/restarts.ts';

export const podsStartOnlyOnEligibleFreeNodes = always({
  id: 'daemonset/pods-start-only-on-eligible-free-nodes',
  title: 'A pod is created only for an eligible node that is free',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-002'],
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
        const { object, seq } = moment.event;
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
        const node = moment.before.get('Node', nodeName);
        const sight = act.set && daemonSightOf(moment, context, act.set);
        const pods = sight ? occupants(sight, nodeName) : [];
        const there = pods.length > 0 ? describePods(pods) : describeSome([]);
        const fitness =
          node === undefined
            ? 'gone'
            : act.set && shouldRun(act.set, node)
              ? 'eligible'
              : 'not eligible';
        return violationAt(moment, {
          message: `${act.pod.metadata.name} was created for ${nodeName} although it must not be`,
          expected: `${nodeName} eligible and free`,
          observed: `${nodeName} is ${fitness}; pods there: ${there}`,
          evidence: [
            ...(node ? [moment.before.seqOf(node)] : []),
            ...pods.map((pod) => moment.before.seqOf(pod)),
            seq,
          ],
        });
      },
    };
  },
});
