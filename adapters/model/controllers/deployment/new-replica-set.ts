/**
 * Which ReplicaSet is the new one: found, brought up to date, or made.
 *
 * Every pass of a sync asks anew and from the same reading. What an earlier pass has written is
 * then written again, refused, and the sync is repeated: real controllers do the same.
 */
import { conditionOf, controllerOf } from '../../../../specs/kubernetes.ts';
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { ApiResponse, Draft, Steps, SyncContext } from '../../controller.ts';
import { controllerReference } from '../adoption.ts';
import { ofKind } from '../replicaset/objects.ts';
import { annotateNewSet, maxRevision, revisionAnnotation, sizeAnnotations } from './annotations.ts';
import { nextSizeOfNew } from './bounds.ts';
import { hasProgressDeadline, newCondition, progressReasons, setCondition } from './conditions.ts';
import { findNewSet, haveSameTemplate } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';
import { hashLabel, hashOf, replicaSetName } from './template-hash.ts';

/** Ends with nothing if a request failed, and then the sync is to be tried again. */
export function* findOrCreate(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
  mayCreate: boolean,
  context: SyncContext,
): Steps<Rollout | undefined> {
  const newSet = findNewSet(deployment, setsByAge);
  const oldSets = setsByAge.filter((set) => set !== newSet);
  if (newSet !== undefined) return yield* updateNewSet({ deployment, newSet, oldSets }, context);
  if (mayCreate) return yield* createNewSet(deployment, oldSets, context);
  return { deployment, newSet, oldSets };
}

/** DEP-REV-001, DEP-RS-006, DEP-RS-007: revision, annotations and minReadySeconds first; only when
 * nothing of these is left to write, the Deployment learns its revision. */
function* updateNewSet(
  { deployment, newSet, oldSets }: Rollout & { newSet: ReplicaSet },
  context: SyncContext,
): Steps<Rollout | undefined> {
  const revision = maxRevision(oldSets) + 1;
  const annotations = annotateNewSet(deployment, newSet.metadata.annotations, revision);
  const spec = pace(newSet.spec, deployment.spec.minReadySeconds ?? 0);
  if (annotations !== newSet.metadata.annotations || spec !== newSet.spec) {
    const metadata = { ...newSet.metadata, annotations };
    const response = yield { verb: 'update', object: { ...newSet, metadata, spec } };
    const updated = replicaSetFrom(response);
    return updated && { deployment, newSet: updated, oldSets };
  }
  const renumbered = noteRevision(deployment, annotations[revisionAnnotation] ?? '');
  const noted = noteFound(renumbered, newSet, context);
  if (noted !== deployment) {
    const response = yield { verb: 'updateStatus', object: noted };
    if (!response.ok) return undefined;
  }
  return { deployment: noted, newSet, oldSets };
}

/** DEP-RS-007: the same spec if it has this minReadySeconds already. */
function pace(spec: ReplicaSet['spec'], minReadySeconds: number): ReplicaSet['spec'] {
  return (spec.minReadySeconds ?? 0) === minReadySeconds ? spec : { ...spec, minReadySeconds };
}

function noteRevision(deployment: Deployment, revision: string): Deployment {
  const { annotations } = deployment.metadata;
  if (annotations?.[revisionAnnotation] === revision) return deployment;
  const metadata = {
    ...deployment.metadata,
    annotations: { ...annotations, [revisionAnnotation]: revision },
  };
  return { ...deployment, metadata };
}

/** DEP-COND-002: where no rollout has been noted yet, this one is. */
function noteFound(deployment: Deployment, newSet: ReplicaSet, context: SyncContext): Deployment {
  const isNoted = conditionOf(deployment, 'Progressing') !== undefined;
  if (isNoted || !hasProgressDeadline(deployment)) return deployment;
  const message = `Found new ReplicaSet ${newSet.metadata.name}.`;
  return noteProgress(deployment, 'True', progressReasons.found, message, context);
}

function noteProgress(
  deployment: Deployment,
  status: 'True' | 'False',
  reason: string,
  message: string,
  context: SyncContext,
): Deployment {
  const condition = newCondition('Progressing', status, reason, message, context.nowMs());
  return { ...deployment, status: setCondition(deployment.status, condition) };
}

/** DEP-RS-002, DEP-RS-004, DEP-REV-001: creates the new ReplicaSet, as large as surge allows. */
function* createNewSet(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  context: SyncContext,
): Steps<Rollout | undefined> {
  const revision = maxRevision(oldSets) + 1;
  const draft = draftOf(deployment, nextSizeOfNew(deployment, 0, oldSets), revision);
  const response = yield { verb: 'create', object: draft };
  if (!response.ok && response.error !== 'AlreadyExists') {
    if (!hasProgressDeadline(deployment)) return undefined;
    // DEP-COND-002
    const reason = progressReasons.createFailed;
    const failed = noteProgress(deployment, 'False', reason, response.message, context);
    yield { verb: 'updateStatus', object: failed };
    return undefined;
  }
  const newSet = replicaSetFrom(response) ?? namesake(deployment, draft, context);
  if (newSet === undefined) return undefined;
  // DEP-RS-005: the name is taken by one that is not ours, or not of this template.
  if (!response.ok && !isOwn(deployment, newSet)) {
    yield { verb: 'updateStatus', object: countCollision(deployment) };
    return undefined;
  }
  const renumbered = noteRevision(deployment, String(revision));
  const message = `Created new ReplicaSet ${newSet.metadata.name}.`;
  const noted =
    response.ok && hasProgressDeadline(deployment)
      ? noteProgress(renumbered, 'True', progressReasons.created, message, context)
      : renumbered;
  if (noted !== deployment) {
    const written = yield { verb: 'updateStatus', object: noted };
    if (!written.ok) return undefined;
  }
  return { deployment: noted, newSet, oldSets };
}

/** The ReplicaSet that has the name already, if the cache shows it. */
function namesake(
  deployment: Deployment,
  draft: Draft,
  { cache }: SyncContext,
): ReplicaSet | undefined {
  return cache.get('ReplicaSet', draft.metadata.name ?? deployment.metadata.name);
}

function isOwn(deployment: Deployment, set: ReplicaSet): boolean {
  const isOwned = controllerOf(set)?.uid === deployment.metadata.uid;
  return isOwned && haveSameTemplate(deployment, set);
}

function countCollision(deployment: Deployment): Deployment {
  const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
  return { ...deployment, status: { ...deployment.status, collisionCount } };
}

/** DEP-RS-002, DEP-RS-003: the hash is in the name, the labels, the selector and the template. */
function draftOf(deployment: Deployment, replicas: number, revision: number): Draft {
  const { metadata, spec, status } = deployment;
  const hash = hashOf(spec.template, status.collisionCount);
  const labels = { ...spec.template.metadata?.labels, [hashLabel]: hash };
  const matchLabels = { ...spec.selector.matchLabels, [hashLabel]: hash };
  const annotations = annotateNewSet(deployment, undefined, revision);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: replicaSetName(metadata.name, hash),
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      labels,
      annotations: { ...annotations, ...sizeAnnotations(deployment) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(spec.minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds }),
      selector: { ...spec.selector, matchLabels },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  };
}

function replicaSetFrom(response: ApiResponse): ReplicaSet | undefined {
  return response.ok ? ofKind('ReplicaSet', response.object) : undefined;
}
