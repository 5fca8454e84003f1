/**
 * Claims get a volume soon after they were made, and stay as long as a pod uses them (STS-PVC-010).
 *
 * Not modelled: volumes as objects of their own, storage classes, provisioning that fails or waits
 * for a first consumer, what happens to the data.
 */
import type { PersistentVolumeClaim, Pod } from '../../specs/kubernetes.ts';
import type { ActorParts } from './actor.ts';
import { claimProtectionFinalizer } from './kinds/others.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';

/** Starts the controllers that bind and protect claims. */
export function startClaimControllers(parts: ActorParts): void {
  const { store } = parts;
  const random = parts.random.fork('claims');
  store.subscribe('PersistentVolumeClaim', ({ before, after }) => {
    if (after?.kind !== 'PersistentVolumeClaim') return;
    if (!before) bindSoon(parts, random, after);
    if (isLeaving(after)) releaseSoon(parts, random, after);
  });
  store.subscribe('Pod', ({ before, after }) => {
    if (after || before?.kind !== 'Pod') return;
    for (const volume of before.spec.volumes ?? []) {
      const name = volume.persistentVolumeClaim?.claimName;
      const claim = name === undefined ? undefined : store.get('PersistentVolumeClaim', name);
      if (claim && isLeaving(claim)) releaseSoon(parts, random, claim);
    }
  });
}

function sameClaim({ store }: ActorParts, claim: PersistentVolumeClaim) {
  const current = store.get('PersistentVolumeClaim', claim.metadata.name);
  return current?.metadata.uid === claim.metadata.uid ? current : undefined;
}

function bindSoon(parts: ActorParts, random: Random, claim: PersistentVolumeClaim): void {
  parts.availability.after(between(random, 5, 150, 'binding'), 'claim-binding', () => {
    const current = sameClaim(parts, claim);
    if (!current || current.metadata.deletionTimestamp !== undefined) return;
    const { name, uid } = current.metadata;
    const patch = { spec: { volumeName: `pvc-${uid}` } };
    const assigned = parts.server.execute(
      { verb: 'patch', kind: 'PersistentVolumeClaim', name, uid, patch },
      'claim-controller',
    );
    if (!assigned.ok || assigned.object.kind !== 'PersistentVolumeClaim') return;
    const object: PersistentVolumeClaim = { ...assigned.object, status: { phase: 'Bound' } };
    parts.server.execute({ verb: 'report', object }, 'claim-controller');
  });
}

function isLeaving({ metadata }: PersistentVolumeClaim): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).includes(claimProtectionFinalizer)
  );
}

function releaseSoon(parts: ActorParts, random: Random, claim: PersistentVolumeClaim): void {
  parts.availability.after(between(random, 1, 100, 'protection'), 'claim-binding', () => {
    const current = sameClaim(parts, claim);
    if (!current || !isLeaving(current) || isInUse(parts, current)) return;
    const { name, uid, finalizers } = current.metadata;
    const kept = finalizers?.filter((each) => each !== claimProtectionFinalizer);
    const patch = { metadata: { finalizers: kept } };
    parts.server.execute(
      { verb: 'patch', kind: 'PersistentVolumeClaim', name, uid, patch },
      'claim-controller',
    );
  });
}

function isInUse({ store }: ActorParts, claim: PersistentVolumeClaim): boolean {
  for (const pod of store.list('Pod')) {
    if (protects(pod, claim)) return true;
  }
  return false;
}

/** A pod that was never scheduled protects nothing; one that has ended still does. */
function protects(pod: Pod, claim: PersistentVolumeClaim): boolean {
  const { name } = claim.metadata;
  const isScheduled = pod.spec.nodeName !== undefined;
  const volumes = pod.spec.volumes ?? [];
  return isScheduled && volumes.some((each) => each.persistentVolumeClaim?.claimName === name);
}
