/**
 * The API server: defaulting, validation, generations, optimistic concurrency, the status and scale
 * subresources, patches, deletion. Executes one request at a time, at once and completely. What is
 * stored and when it is refused stands in `writes.ts`, what a kind needs in `kinds/`.
 *
 * Not modelled: authentication; server-side apply; dry runs; list and watch requests (the
 * informers read the log); managedFields; Events.
 */
import type { Kind, KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import { patched } from '../../specs/json-patch.ts';
import type { PatchOperation } from '../../specs/json-patch.ts';
import type { Actor } from '../../specs/trace.ts';
import type { ApiRequest, ApiResponse } from './controller.ts';
import { deletionOf } from './deletion.ts';
import type { DeleteRequest } from './deletion.ts';
import { withCondition } from './conditions.ts';
import { budgetRefusal } from './eviction.ts';
import { mergePatch } from './values.ts';
import type { ServerParts } from './writes.ts';
import {
  change,
  changeStatus,
  create,
  isUnchanged,
  notFound,
  put,
  refuse,
  remove,
  withMetadata,
} from './writes.ts';

/** What can be asked; the last five no controller of `controllers/` sends. */
export type ServerRequest =
  | ApiRequest
  | {
      readonly verb: 'jsonPatch';
      readonly kind: Kind;
      readonly name: string;
      readonly operations: readonly PatchOperation[];
      readonly subresource?: 'status';
    }
  | {
      readonly verb: 'scale';
      readonly kind: Kind;
      readonly name: string;
      readonly replicas: number;
    }
  /** Assigns a pod to a node; refused when it has one. */
  | { readonly verb: 'bind'; readonly pod: Pod; readonly nodeName: string }
  /** The Eviction API, which disruption budgets limit. */
  | { readonly verb: 'evict'; readonly name: string; readonly uid: string }
  /** Replaces the status whatever version is stored, as long as it is the same object. */
  | { readonly verb: 'report'; readonly object: KubernetesObject };

export interface ApiServer {
  execute(request: ServerRequest, actor: Actor): ApiResponse;
}

/** An API server in front of a store. */
export function apiServer(parts: ServerParts): ApiServer {
  return { execute: (request, actor) => execute(parts, request, actor) };
}

function execute(parts: ServerParts, request: ServerRequest, actor: Actor): ApiResponse {
  switch (request.verb) {
    case 'create':
      return create(parts, request.object as KubernetesObject, actor);
    case 'update':
      return withCurrent(parts, request.object, (current) =>
        change(parts, current, request.object, actor),
      );
    case 'updateStatus':
      return withCurrent(parts, request.object, (current) =>
        changeStatus(parts, current, request.object, actor),
      );
    case 'report':
      return report(parts, request.object, actor);
    case 'patch':
      return patch(parts, request, actor);
    case 'jsonPatch':
      return jsonPatch(parts, request, actor);
    case 'scale':
      return scale(parts, request.kind, request.name, request.replicas, actor);
    case 'bind':
      return bind(parts, request.pod, request.nodeName, actor);
    case 'delete':
      return deleteOne(parts, request, actor);
    case 'evict':
      return evict(parts, request.name, request.uid, actor);
    case 'get': {
      const object = parts.store.get(request.kind, request.name);
      return object ? { ok: true, object } : notFound(request.kind, request.name);
    }
    default:
      return request satisfies never;
  }
}

/** Optimistic concurrency: only the version that was read may be replaced. */
function withCurrent(
  { store }: ServerParts,
  { kind, metadata }: KubernetesObject,
  write: (current: KubernetesObject) => ApiResponse,
): ApiResponse {
  const current = store.get(kind, metadata.name);
  if (!current) return notFound(kind, metadata.name);
  if (metadata.uid !== current.metadata.uid) return otherUid(kind, metadata.name);
  if (metadata.resourceVersion === current.metadata.resourceVersion) return write(current);
  return refuse('Conflict', kind, metadata.name, 'the object has been modified');
}

function otherUid(kind: Kind, name: string): ApiResponse {
  return refuse('Conflict', kind, name, 'the uid in the precondition does not match');
}

function report(parts: ServerParts, sent: KubernetesObject, actor: Actor): ApiResponse {
  const { name, uid } = sent.metadata;
  const current = parts.store.get(sent.kind, name);
  if (current?.metadata.uid !== uid || !current) return notFound(sent.kind, name);
  return changeStatus(parts, current, sent, actor);
}

function patch(
  parts: ServerParts,
  request: Extract<ApiRequest, { verb: 'patch' }>,
  actor: Actor,
): ApiResponse {
  const { kind, name, uid } = request;
  const current = parts.store.get(kind, name);
  if (!current) return notFound(kind, name);
  if (uid !== undefined && uid !== current.metadata.uid) return otherUid(kind, name);
  return change(parts, current, mergePatch(current, request.patch) as KubernetesObject, actor);
}

function jsonPatch(
  parts: ServerParts,
  request: Extract<ServerRequest, { verb: 'jsonPatch' }>,
  actor: Actor,
): ApiResponse {
  const { kind, name, operations, subresource } = request;
  const current = parts.store.get(kind, name);
  if (!current) return notFound(kind, name);
  const next = operations.reduce<unknown>(patched, current) as KubernetesObject;
  return subresource === 'status'
    ? changeStatus(parts, current, next, actor)
    : change(parts, current, next, actor);
}

const scalableKinds: ReadonlySet<Kind> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

/** DEP-SCALE-006: nothing but the size changes; other kinds have no such subresource. */
function scale(
  parts: ServerParts,
  kind: Kind,
  name: string,
  replicas: number,
  actor: Actor,
): ApiResponse {
  if (!scalableKinds.has(kind)) return refuse('NotFound', kind, name, 'has no scale subresource');
  const operations = [{ op: 'add', path: '/spec/replicas', value: replicas }] as const;
  return jsonPatch(parts, { verb: 'jsonPatch', kind, name, operations }, actor);
}

function bind(parts: ServerParts, pod: Pod, nodeName: string, actor: Actor): ApiResponse {
  const { name, uid } = pod.metadata;
  const current = parts.store.get('Pod', name);
  if (!current || current.metadata.uid !== uid) return notFound('Pod', name);
  if (current.spec.nodeName || current.metadata.deletionTimestamp !== undefined) {
    return refuse('Conflict', 'Pod', name, 'it is assigned to a node or being deleted');
  }
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastTransitionTime: parts.clock.timestamp(),
  } as const;
  const others = current.status.conditions?.filter((each) => each.type !== 'PodScheduled') ?? [];
  const spec = { ...current.spec, nodeName };
  const status = { ...current.status, conditions: [scheduled, ...others] };
  return put(parts, { ...current, spec, status }, actor);
}

/** Asks the budget, marks the pod, then deletes it. */
function evict(parts: ServerParts, name: string, uid: string, actor: Actor): ApiResponse {
  const pod = parts.store.get('Pod', name);
  if (!pod) return notFound('Pod', name);
  if (uid !== pod.metadata.uid) return otherUid('Pod', name);
  const refusal = budgetRefusal(parts, pod);
  if (refusal !== undefined) return refuse(refusal.error, 'Pod', name, refusal.why);
  const conditions = withCondition(
    pod.status.conditions,
    { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    parts.clock.timestamp(),
  );
  report(parts, { ...pod, status: { ...pod.status, conditions } }, actor);
  return deleteOne(parts, { verb: 'delete', kind: 'Pod', name, uid }, actor);
}

function deleteOne(parts: ServerParts, request: DeleteRequest, actor: Actor): ApiResponse {
  const { kind, name, uid, resourceVersion } = request;
  const current = parts.store.get(kind, name);
  if (!current) return notFound(kind, name);
  if (uid !== undefined && uid !== current.metadata.uid) return otherUid(kind, name);
  if (resourceVersion !== undefined && resourceVersion !== current.metadata.resourceVersion) {
    return refuse('Conflict', kind, name, 'the object has been modified');
  }
  const { metadata, isRemoved } = deletionOf(current, request, parts.clock.epochMs());
  const marked = metadata === undefined ? current : withMetadata(current, metadata);
  const stored = isUnchanged(marked, current) ? current : put(parts, marked, actor).object;
  return isRemoved ? remove(parts, stored, actor) : { ok: true, object: stored };
}
