/** How a request becomes a stored version: completed, checked, numbered, or refused. */
import type { Feature } from '../../specs/features.ts';
import type { Kind, KubernetesObject, ObjectMeta } from '../../specs/kubernetes.ts';
import { apiVersions } from '../../specs/kubernetes.ts';
import type { Actor } from '../../specs/trace.ts';
import type { Clock } from './clock.ts';
import type { ApiFailure, ApiResponse } from './controller.ts';
import { rulesOf } from './kinds/index.ts';
import { checkMetadata, checkNoNewFinalizers } from './kinds/validation.ts';
import { generatedName, newUid } from './naming.ts';
import { chargeQuotas } from './quota.ts';
import type { Random } from './random.ts';
import type { Store } from './store.ts';
import { isSame, present } from './values.ts';

export interface ServerParts {
  readonly store: Store;
  readonly clock: Clock;
  /** For uids and generated names. */
  readonly random: Random;
  readonly features: ReadonlySet<Feature>;
  readonly namespace: string;
}

/** A write that can no longer be refused. */
export type Stored = Extract<ApiResponse, { ok: true }>;

/** Stores a new object. */
export function create(parts: ServerParts, draft: KubernetesObject, actor: Actor): ApiResponse {
  const { kind } = draft;
  const rules = rulesOf(kind);
  const name = draft.metadata.name || freeName(parts, kind, draft.metadata.generateName ?? '');
  if (parts.store.get(kind, name)) return refuse('AlreadyExists', kind, name, 'already exists');
  const metadata = newMetadata(parts, draft, name);
  const named = { ...draft, apiVersion: apiVersions[kind], metadata };
  const object = rules.complete(named as KubernetesObject, undefined, parts.features);
  const problem = checkMetadata(object.metadata) ?? rules.validate(object);
  if (problem !== undefined) return refuse('Invalid', kind, name, problem);
  const refusal = kind === 'Pod' ? chargeQuotas(parts) : undefined;
  if (refusal !== undefined) return refuse('Forbidden', kind, name, refusal);
  const status = rules.initialStatus?.(object);
  return put(parts, (status ? { ...object, status } : object) as KubernetesObject, actor);
}

/** RS-NAME-001; the server itself tries again when a generated name is taken. */
function freeName({ store, random }: ServerParts, kind: Kind, base: string): string {
  let name = generatedName(base, random);
  for (let tries = 0; tries < 7 && store.get(kind, name); tries += 1) {
    name = generatedName(base, random);
  }
  return name;
}

function newMetadata(parts: ServerParts, draft: KubernetesObject, name: string): ObjectMeta {
  const { isNamespaced, generation } = rulesOf(draft.kind);
  const { generateName, labels, annotations, ownerReferences, finalizers } = draft.metadata;
  return present<ObjectMeta>({
    name,
    generateName: generateName || undefined,
    namespace: isNamespaced ? parts.namespace : undefined,
    uid: newUid(parts.random),
    resourceVersion: '',
    generation: generation === 'nothing' ? undefined : 1,
    creationTimestamp: parts.clock.timestamp(),
    labels,
    annotations,
    ownerReferences,
    finalizers,
  });
}

/** Changes metadata and spec; status stays what it is. */
export function change(
  parts: ServerParts,
  current: KubernetesObject,
  sent: KubernetesObject,
  actor: Actor,
): ApiResponse {
  const rules = rulesOf(current.kind);
  const kept = { ...sent, metadata: keptMetadata(current, sent), ...statusPart(current) };
  const next = rules.complete(kept as KubernetesObject, current, parts.features);
  const problem =
    checkNoNewFinalizers(next.metadata, current.metadata) ??
    checkMetadata(next.metadata) ??
    rules.validateUpdate(next, current) ??
    (specOf(next) === specOf(current) ? undefined : rules.validate(next));
  if (problem !== undefined) return refuse('Invalid', current.kind, current.metadata.name, problem);
  if (isUnchanged(next, current)) return { ok: true, object: current };
  if (isReleased(next.metadata)) return remove(parts, current, actor);
  if (!isGenerationRaised(next, current)) return put(parts, next, actor);
  const generation = (current.metadata.generation ?? 0) + 1;
  return put(parts, withMetadata(next, { ...next.metadata, generation }), actor);
}

/** What a client may not change stays as it is. */
function keptMetadata(current: KubernetesObject, sent: KubernetesObject): ObjectMeta {
  if (sent.metadata === current.metadata) return current.metadata;
  const { labels, annotations, ownerReferences, finalizers } = sent.metadata;
  const {
    labels: _labels,
    annotations: _annotations,
    ownerReferences: _ownerReferences,
    finalizers: _finalizers,
    ...system
  } = current.metadata;
  return {
    ...system,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(ownerReferences && ownerReferences.length > 0 && { ownerReferences }),
    ...(finalizers && finalizers.length > 0 && { finalizers }),
  };
}

/** GC-003: an object that was only waiting for its finalizers goes with the last of them. */
function isReleased(metadata: ObjectMeta): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
    (metadata.finalizers ?? []).length === 0
  );
}

/** DEP-API-004 and its like. */
function isGenerationRaised(next: KubernetesObject, current: KubernetesObject): boolean {
  const { generation } = rulesOf(current.kind);
  switch (generation) {
    case 'nothing':
      return false;
    case 'spec':
      return !isSame(specOf(next), specOf(current));
    case 'spec-or-annotations':
      return (
        !isSame(specOf(next), specOf(current)) ||
        !isSame(next.metadata.annotations, current.metadata.annotations)
      );
    default:
      return generation satisfies never;
  }
}

/** Changes the status; spec and metadata stay, but for what the Deployment controller keeps in its
 * annotations (DEP-API-004). */
export function changeStatus(
  parts: ServerParts,
  current: KubernetesObject,
  sent: KubernetesObject,
  actor: Actor,
): ApiResponse {
  const annotations = current.kind === 'Deployment' ? sent.metadata.annotations : undefined;
  const metadata = annotations ? { ...current.metadata, annotations } : current.metadata;
  const next = { ...current, metadata, ...statusPart(sent) } as KubernetesObject;
  const problem = rulesOf(current.kind).validateStatus?.(next, current);
  if (problem !== undefined) return refuse('Invalid', current.kind, metadata.name, problem);
  return isUnchanged(next, current) ? { ok: true, object: current } : put(parts, next, actor);
}

/** Stores a version under the next revision. */
export function put({ store }: ServerParts, object: KubernetesObject, actor: Actor): Stored {
  const resourceVersion = store.nextRevision();
  const stored = withMetadata(object, { ...object.metadata, resourceVersion });
  store.put(stored, actor);
  return { ok: true, object: stored };
}

/** Removes an object for good; answers with its last state. */
export function remove({ store }: ServerParts, object: KubernetesObject, actor: Actor): Stored {
  store.remove(object.kind, object.metadata.name, actor);
  return { ok: true, object };
}

export function withMetadata(object: KubernetesObject, metadata: ObjectMeta): KubernetesObject {
  return { ...object, metadata } as KubernetesObject;
}

/** Would storing `next` change nothing but the version? Then nothing is stored, as upstream. */
export function isUnchanged(next: KubernetesObject, current: KubernetesObject): boolean {
  return (
    next === current ||
    (isSame(bodyOf(next), bodyOf(current)) && isSameMetadata(next.metadata, current.metadata))
  );
}

/** Everything but the metadata. */
function bodyOf(object: KubernetesObject): readonly unknown[] {
  switch (object.kind) {
    case 'ControllerRevision':
      return [object.data, object.revision];
    case 'EndpointSlice':
      return [object.endpoints, object.ports];
    case 'Endpoints':
      return [object.subsets];
    default:
      return [object.spec, object.status];
  }
}

function isSameMetadata(next: ObjectMeta, current: ObjectMeta): boolean {
  const { resourceVersion } = current;
  return next === current || isSame({ ...next, resourceVersion }, current);
}

function specOf(object: KubernetesObject): unknown {
  return 'spec' in object ? object.spec : undefined;
}

function statusPart(object: KubernetesObject): { readonly status?: unknown } {
  return 'status' in object ? { status: object.status } : {};
}

export function notFound(kind: Kind, name: string): ApiResponse {
  return refuse('NotFound', kind, name, 'not found');
}

/** A refusal in the API server's own form. */
export function refuse(error: ApiFailure, kind: Kind, name: string, why: string): ApiResponse {
  return { ok: false, error, message: `${kind} "${name}": ${why}` };
}
