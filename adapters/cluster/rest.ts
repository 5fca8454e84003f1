/**
 * Thin typed requests to the API server. Only what is safe to repeat is repeated: reads, and
 * requests that certainly were not sent. Everything else fails with the first error, so that a
 * command of a scenario is never carried out twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PatchOperation } from '../../specs/json-patch.ts';
import type { Kind, KubernetesObject, ObjectOf } from '../../specs/kubernetes.ts';
import { apiVersions } from '../../specs/kubernetes.ts';
import { StatusError, TransportError, isRecord, statusErrorOf } from './errors.ts';
import { collectionPath } from './resources.ts';
import type { ApiReply, ApiRequest, Role, Transport } from './transport.ts';

export interface DeleteOptions {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  /** Only the object with this uid, not its successor of the same name. */
  readonly uid?: string;
}

export interface ListOptions {
  readonly labelSelector?: string;
}

/** A list, and the resourceVersion from which a watch continues it. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}

export interface Rest {
  readonly server: string;
  /** The answer's JSON. */
  get(path: string): Promise<unknown>;
  /** The answer as it is, for endpoints that do not speak JSON. */
  text(path: string): Promise<string>;
  list<K extends Kind>(
    kind: K,
    namespace: string,
    options?: ListOptions,
  ): Promise<Listing<ObjectOf<K>>>;
  create(path: string, body: unknown, role: Role): Promise<unknown>;
  jsonPatch(path: string, patch: readonly PatchOperation[], role: Role): Promise<unknown>;
  mergePatch(path: string, patch: unknown, role: Role): Promise<unknown>;
  /** Lists with a merge key (conditions, by type) are merged, as kubelets patch status. */
  strategicPatch(path: string, patch: unknown, role: Role): Promise<unknown>;
  delete(path: string, options: DeleteOptions, role: Role): Promise<unknown>;
  deleteCollection(path: string, options: DeleteOptions & ListOptions, role: Role): Promise<void>;
}

/** How often what is safe to repeat is tried, and how long to wait before the nth repetition. */
const attempts = 5;
const pauseMs = (attempt: number) => 100 * 2 ** attempt;

/** The requests of one cluster. */
export function createRest(transport: Transport): Rest {
  const get = async (path: string, query?: Readonly<Record<string, string>>) =>
    succeed(transport, { method: 'GET', path, role: 'suite', ...(query && { query }) });
  const write = async (request: ApiRequest) => parse(await succeed(transport, request));
  const patch = (contentType: string) => (path: string, body: unknown, role: Role) =>
    write({ method: 'PATCH', path, role, contentType, body });

  async function list<K extends Kind>(kind: K, namespace: string, options: ListOptions = {}) {
    const { labelSelector } = options;
    const path = collectionPath(kind, namespace);
    const reply = await get(path, labelSelector === undefined ? {} : { labelSelector });
    const { items, resourceVersion } = parseListing(parse(reply));
    // Items of a list carry neither apiVersion nor kind.
    const whole = items.map((item) => ({ ...item, apiVersion: apiVersions[kind], kind }));
    return { items: whole as unknown as readonly ObjectOf<K>[], resourceVersion };
  }

  return {
    server: transport.server,
    get: async (path) => parse(await get(path)),
    text: async (path) => (await get(path)).text,
    list,
    create: (path, body, role) => write({ method: 'POST', path, role, body }),
    jsonPatch: patch('application/json-patch+json'),
    mergePatch: patch('application/merge-patch+json'),
    strategicPatch: patch('application/strategic-merge-patch+json'),
    delete: (path, options, role) =>
      write({ method: 'DELETE', path, role, body: deleteOptionsOf(options) }),
    deleteCollection: async (path, { labelSelector, ...options }, role) => {
      const query = labelSelector === undefined ? {} : { labelSelector };
      await write({ method: 'DELETE', path, role, query, body: deleteOptionsOf(options) });
    },
  };
}

async function succeed(transport: Transport, request: ApiRequest): Promise<ApiReply> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const reply = await transport.send(request);
      if (reply.status >= 200 && reply.status < 300) return reply;
      throw statusErrorOf(reply.status, parseLoosely(reply.text));
    } catch (error) {
      if (attempt + 1 >= attempts || !mayRepeat(request, error)) throw error;
      await sleep(pauseMs(attempt));
    }
  }
}

/** A read may always be repeated, a write only if it certainly did nothing: an API server that is
 * too busy has not looked at it. (To an eviction 429 says that a disruption budget forbids it.) */
function mayRepeat(request: ApiRequest, error: unknown): boolean {
  if (error instanceof TransportError) return !error.sent || request.method === 'GET';
  if (error instanceof StatusError && error.code === 429)
    return !request.path.endsWith('/eviction');
  return request.method === 'GET' && error instanceof StatusError && error.code >= 500;
}

function deleteOptionsOf({ uid, ...options }: DeleteOptions): unknown {
  const preconditions = uid === undefined ? {} : { preconditions: { uid } };
  return { apiVersion: 'v1', kind: 'DeleteOptions', ...options, ...preconditions };
}

function parse(reply: ApiReply): unknown {
  try {
    return JSON.parse(reply.text);
  } catch (error) {
    throw new TransportError('the answer is not JSON; is this an API server?', {
      sent: true,
      cause: error,
    });
  }
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}

function parseListing(body: unknown): {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly resourceVersion: string;
} {
  const metadata = isRecord(body) ? body['metadata'] : undefined;
  const items = isRecord(body) ? body['items'] : undefined;
  const resourceVersion = isRecord(metadata) ? metadata['resourceVersion'] : undefined;
  if (!Array.isArray(items) || typeof resourceVersion !== 'string') {
    throw new TransportError('the answer is not a list of objects', { sent: true });
  }
  return { items, resourceVersion };
}

/** What the API server returned after a write, where that is the object itself. */
export function asObject(body: unknown): KubernetesObject | undefined {
  if (!isRecord(body) || !isRecord(body['metadata'])) return undefined;
  return typeof body['metadata']['uid'] === 'string'
    ? (body as unknown as KubernetesObject)
    : undefined;
}
