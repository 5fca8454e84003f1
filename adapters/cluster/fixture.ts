/** A small API server for tests: answers what it is told to, on this machine only. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kind, KubernetesObject } from '../../specs/kubernetes.ts';
import { apiVersions } from '../../specs/kubernetes.ts';
import type { Change } from './replica.ts';
import type { Rest } from './rest.ts';
import type { Credentials, Transport } from './transport.ts';
import { transportOf } from './transport.ts';

export interface FakeServer {
  readonly transport: Transport;
  /** `GET /path?query` of every request so far. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export type Handler = (
  request: { readonly method: string; readonly url: URL; readonly body: string },
  response: ServerResponse,
  message: IncomingMessage,
) => void;

/** Starts a server; every request goes to `handler` with its body. */
export async function startFakeServer(handler: Handler): Promise<FakeServer> {
  const requests: string[] = [];
  const server = createServer((message, response) => {
    let body = '';
    message.on('data', (chunk: Buffer) => (body += chunk.toString()));
    message.on('end', () => {
      const url = new URL(message.url ?? '', 'http://fake');
      const method = message.method ?? '';
      requests.push(`${method} ${url.pathname}${url.search}`);
      handler({ method, url, body }, response, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = transportOf(credentialsFor(`http://127.0.0.1:${port}`));
  return {
    transport,
    requests,
    async close() {
      transport.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Credentials for a server that speaks plain HTTP. */
export function credentialsFor(server: string): Credentials {
  return {
    getCurrentCluster: () => ({ name: 'fake', server, skipTLSVerify: true }),
    applyToHTTPSOptions: async (options) => {
      options.headers = { Authorization: 'Bearer not-a-secret' };
    },
  };
}

/** Answers with JSON. */
export function answer(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** An object of which a test says only what matters to it. */
export function objectOf(
  kind: Kind,
  name: string,
  revision: number,
  more: { readonly metadata?: object; readonly spec?: object; readonly status?: object } = {},
): KubernetesObject {
  return {
    apiVersion: apiVersions[kind],
    kind,
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: String(revision),
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...more.metadata,
    },
    spec: { containers: [], ...more.spec },
    status: { ...more.status },
  } as unknown as KubernetesObject;
}

/** A list as the API server answers it. */
export function listOf(resourceVersion: number, items: readonly KubernetesObject[] = []): object {
  return { kind: 'List', metadata: { resourceVersion: String(resourceVersion) }, items };
}

/** One line of a watch. */
export function lineOf(type: string, object: unknown): string {
  return `${JSON.stringify({ type, object })}\n`;
}

/** A change as a replica reports it. */
export function changeOf(
  change: Change['change'],
  object: KubernetesObject,
  previous?: KubernetesObject,
): Change {
  const revision = Number(object.metadata.resourceVersion);
  return { change, object, revision, ...(previous && { previous }) };
}

/** A request that a test caught: what was asked of which path, for whom, with what. */
export interface CaughtRequest {
  readonly verb: string;
  readonly path: string;
  readonly role: string;
  readonly body: unknown;
}

/** Requests that go nowhere: they are written down and answered by `reply` (which may throw). */
export function catchRequests(reply: (request: CaughtRequest) => unknown = () => ({})): {
  readonly rest: Rest;
  readonly caught: readonly CaughtRequest[];
} {
  const caught: CaughtRequest[] = [];
  const on = (verb: string) => async (path: string, body: unknown, role: string) => {
    const request = { verb, path, role, body };
    caught.push(request);
    return reply(request);
  };
  const rest: Rest = {
    server: 'nowhere',
    get: async (path) => reply({ verb: 'get', path, role: 'suite', body: undefined }),
    text: async () => '',
    list: async () => ({ items: [], resourceVersion: '1' }),
    create: on('create'),
    jsonPatch: on('jsonPatch'),
    mergePatch: on('mergePatch'),
    strategicPatch: on('strategicPatch'),
    delete: on('delete'),
    deleteCollection: async () => undefined,
  };
  return { rest, caught };
}
