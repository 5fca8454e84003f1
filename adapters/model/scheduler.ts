/**
 * Binds pending pods to nodes that they fit on, one of them at random.
 *
 * Not modelled: resources, ports, preferences, spreading, priorities and preemption; claims that
 * wait for their first consumer.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { samePod } from './actor.ts';
import type { ActorParts } from './actor.ts';
import { withCondition } from './conditions.ts';
import { isSchedulable } from './placement.ts';
import { between, pick } from './random.ts';
import type { Change } from './store.ts';

/** Starts it; it runs as long as the world does. */
export function startScheduler(parts: ActorParts): void {
  const { store, availability } = parts;
  const random = parts.random.fork('scheduler');
  const unschedulable = new Map<string, Pod>();

  function consider(pod: Pod): void {
    availability.after(between(random, 1, 40, 'scheduling'), 'scheduling', () => {
      const current = samePod(store, pod);
      if (!current || !isPending(current)) return;
      const nodes = [...store.list('Node')].filter((node) => isSchedulable(current.spec, node));
      const node = hasItsClaims(parts, current) ? pick(random, nodes, 'node') : undefined;
      if (node) {
        parts.server.execute(
          { verb: 'bind', pod: current, nodeName: node.metadata.name },
          'scheduler',
        );
      } else {
        unschedulable.set(current.metadata.uid, current);
        reportUnschedulable(parts, current);
      }
    });
  }

  /** Anything that might make room; which pods it helps is seen when they are tried. */
  function reconsider(): void {
    if (unschedulable.size === 0) return;
    const pods = [...unschedulable.values()];
    unschedulable.clear();
    for (const pod of pods) consider(pod);
  }

  store.subscribe('Pod', ({ before, after }: Change) => {
    if (after?.kind === 'Pod' && !before && isPending(after)) consider(after);
    if (!after && before) unschedulable.delete(before.metadata.uid);
  });
  store.subscribe('Node', ({ after }) => after && reconsider());
  store.subscribe('PersistentVolumeClaim', ({ after }) => after && reconsider());
}

function isPending(pod: Pod): boolean {
  return !pod.spec.nodeName && pod.metadata.deletionTimestamp === undefined;
}

/** Every claim of the pod exists, is bound and is not on its way out (STS-PVC-010). */
function hasItsClaims({ store }: ActorParts, pod: Pod): boolean {
  return (pod.spec.volumes ?? []).every((volume) => {
    if (!volume.persistentVolumeClaim) return true;
    const claim = store.get('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName);
    return claim?.status.phase === 'Bound' && claim.metadata.deletionTimestamp === undefined;
  });
}

/** Says why, and says so again when the reason is another one: that wakes a StatefulSet's
 * controller, which makes a missing claim again (STS-PVC-008). */
function reportUnschedulable(parts: ActorParts, pod: Pod): void {
  const { server, clock } = parts;
  const message = hasItsClaims(parts, pod) ? 'no node fits' : 'a claim is missing or not bound';
  if (conditionOf(pod, 'PodScheduled')?.message === message) return;
  const wanted = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
  } as const;
  const conditions = withCondition(pod.status.conditions, wanted, clock.timestamp());
  const object = { ...pod, status: { ...pod.status, conditions } };
  server.execute({ verb: 'report', object }, 'scheduler');
}
