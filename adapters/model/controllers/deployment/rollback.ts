/** DEP-REV-004: the rollback that an annotation asks for, a relic of the first API versions. */
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { copyAnnotations, ownAnnotations, revisionOf, rollbackAnnotation } from './annotations.ts';
import { findOrCreate } from './new-replica-set.ts';
import { allSetsOf, haveSameTemplate, withoutHash } from './replica-sets.ts';

/** The revision that is asked for, 0 for the one before; nothing if none is, or not as a number. */
export function rollbackTarget(deployment: Deployment): number | undefined {
  const text = deployment.metadata.annotations?.[rollbackAnnotation];
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** Takes over the template of that revision, if there is one, and removes the annotation anyway. */
export function* rollBack(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
  target: number,
  context: SyncContext,
): Steps<SyncResult> {
  const rollout = yield* findOrCreate(deployment, setsByAge, true, context);
  if (rollout === undefined) return 'retry';
  const sets = allSetsOf(rollout);
  const revision = target === 0 ? secondHighestRevision(sets) : target;
  const source = revision === 0 ? undefined : sets.find((set) => revisionOf(set) === revision);
  const isChange = source !== undefined && !haveSameTemplate(rollout.deployment, source);
  const changed = isChange ? takeOver(rollout.deployment, source) : rollout.deployment;
  const response = yield { verb: 'update', object: withoutTarget(changed) };
  return response.ok ? 'done' : 'retry';
}

function takeOver(deployment: Deployment, source: ReplicaSet): Deployment {
  const own = ownAnnotations(deployment.metadata.annotations);
  const annotations = copyAnnotations(source.metadata.annotations, own);
  return {
    ...deployment,
    metadata: { ...deployment.metadata, annotations },
    spec: { ...deployment.spec, template: withoutHash(source.spec.template) },
  };
}

function withoutTarget(deployment: Deployment): Deployment {
  const { [rollbackAnnotation]: _, ...annotations } = deployment.metadata.annotations ?? {};
  return { ...deployment, metadata: { ...deployment.metadata, annotations } };
}

function secondHighestRevision(sets: readonly ReplicaSet[]): number {
  const revisions = sets.map((set) => revisionOf(set) ?? 0);
  return revisions.toSorted((left, right) => right - left)[1] ?? 0;
}
