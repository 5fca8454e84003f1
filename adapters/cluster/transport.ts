/**
 * HTTP to one API server. Credentials and TLS come from the kubeconfig as client-node reads it; the
 * requests are made here, because two things matter that no client tells: whether a failed request
 * had been sent, and every byte of a watch.
 */
import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import type { KubeConfig } from '@kubernetes/client-node';
import { AdapterError } from '../adapter.ts';
import { PreflightError, TransportError, messageOf } from './errors.ts';

/** Who makes a request. It is told to the API server as User-Agent, so that its audit log (and the
 * field managers of objects) tell a scenario's user from its faults and from the suite. */
export type Role = 'user' | 'fault' | 'suite';

/** The User-Agent of each role. */
export const userAgents: Readonly<Record<Role, string>> = {
  user: 'plimsoll-user/0.1',
  fault: 'plimsoll-fault/0.1',
  suite: 'plimsoll-suite/0.1',
};

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  readonly path: string;
  readonly role: Role;
  readonly query?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

export interface ApiReply {
  readonly status: number;
  readonly text: string;
}

/** A response that goes on and on. */
export interface ApiStream {
  readonly status: number;
  readonly chunks: AsyncIterable<string>;
}

export interface Transport {
  /** Where requests go, for messages. */
  readonly server: string;
  /** One request, one answer of any status. Throws TransportError when no answer came. */
  send(request: ApiRequest): Promise<ApiReply>;
  /** Opens a stream; it ends, or throws, when the connection does or `signal` aborts. */
  follow(path: string, signal: AbortSignal): Promise<ApiStream>;
  close(): void;
}

export interface TransportOptions {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Instead of the one that the kubeconfig names. */
  readonly server: string | undefined;
}

/** Idle connections are dropped before the API server drops them (after 90 s), so that a request is
 * never written to a connection that is just being closed. */
const idleMs = 45_000;
const requestTimeoutMs = 30_000;

/** Reads the kubeconfig and gets ready to speak to its cluster; nothing is sent yet. */
export async function openTransport(options: TransportOptions): Promise<Transport> {
  const config = await loadConfig(options);
  const cluster = config.getCurrentCluster();
  return transportOf({
    applyToHTTPSOptions: (request) => config.applyToHTTPSOptions(request),
    getCurrentCluster: () =>
      cluster && { ...cluster, ...(options.server !== undefined && { server: options.server }) },
  });
}

async function loadConfig(options: TransportOptions): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    if (options.kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(options.kubeconfig);
  } catch (error) {
    throw new PreflightError(
      `expected a kubeconfig at ${options.kubeconfig ?? 'its usual place'}, but reading it ` +
        `failed: ${messageOf(error)}. Pass its path, or make a cluster with "plimsoll cluster up".`,
      { cause: error },
    );
  }
  if (options.context !== undefined) config.setCurrentContext(options.context);
  if (config.getCurrentCluster() === null) {
    const known = config.getContexts().map((context) => context.name);
    throw new PreflightError(
      `expected a context that names a cluster, found "${config.getCurrentContext() ?? 'none'}". ` +
        `Contexts of this kubeconfig: ${known.join(', ') || 'none'}.`,
    );
  }
  return config;
}

/** What of a kubeconfig a transport needs. */
export type Credentials = Pick<KubeConfig, 'getCurrentCluster' | 'applyToHTTPSOptions'>;

/** A transport for the current context of a kubeconfig that was read already. */
export function transportOf(config: Credentials): Transport {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new PreflightError('the kubeconfig names no cluster');
  const { server, proxyUrl } = cluster;
  const base = new URL(server);
  const maker = base.protocol === 'http:' ? http : https;
  let agent: http.Agent | undefined;

  async function optionsOf(request: Pick<ApiRequest, 'method' | 'path' | 'query' | 'role'>) {
    const options: https.RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    // Client-node's own agent opens a connection per request; only through a proxy is it needed.
    agent ??= proxyUrl ? (options.agent as http.Agent) : keepAlive(maker, options);
    const url = new URL(base.pathname.replace(/\/$/, '') + request.path, base);
    for (const [key, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(key, value);
    }
    const headers = { ...options.headers, 'User-Agent': userAgents[request.role] };
    return { url, options: { ...options, agent, method: request.method, headers } };
  }

  async function send(request: ApiRequest): Promise<ApiReply> {
    const { url, options } = await optionsOf(request);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      ...options.headers,
      Accept: 'application/json',
      ...(body !== undefined && {
        'Content-Type': request.contentType ?? 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
      }),
    };
    const message = maker.request(url, { ...options, headers });
    return exchange(message, body, request.timeoutMs ?? requestTimeoutMs);
  }

  async function follow(path: string, signal: AbortSignal): Promise<ApiStream> {
    const { url, options } = await optionsOf({ method: 'GET', path, role: 'suite' });
    const message = maker.request(url, { ...options, signal });
    message.setTimeout(requestTimeoutMs, () => message.destroy(new Error('no answer in time')));
    const response = await responseOf(message, () => undefined);
    // From here on silence is normal; a dead peer is found by the probes of the connection.
    message.setTimeout(0);
    response.socket.setKeepAlive(true, idleMs);
    response.setEncoding('utf8');
    return { status: response.statusCode ?? 0, chunks: response };
  }

  return { server, send, follow, close: () => agent?.destroy() };
}

function keepAlive(maker: typeof http | typeof https, options: https.RequestOptions): http.Agent {
  const { ca, cert, key, passphrase, pfx, rejectUnauthorized, servername } = options;
  // Made once: reading certificates anew for every connection costs more than the connection.
  const secureContext = createSecureContext({ ca, cert, key, passphrase, pfx });
  const given = {
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    ...(servername !== undefined && { servername }),
  };
  return new maker.Agent({
    ...given,
    secureContext,
    keepAlive: true,
    maxFreeSockets: 16,
    timeout: idleMs,
  });
}

async function exchange(
  message: http.ClientRequest,
  body: string | undefined,
  timeoutMs: number,
): Promise<ApiReply> {
  const limit = setTimeout(() => message.destroy(new Error('no answer in time')), timeoutMs);
  try {
    const response = await responseOf(message, () => message.end(body));
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode ?? 0, text };
  } catch (error) {
    if (error instanceof AdapterError) throw error;
    throw error instanceof TransportError ? error : transportError(error, true);
  } finally {
    clearTimeout(limit);
  }
}

/** Resolves with the head of the response; a failure before that tells whether it was sent. */
function responseOf(message: http.ClientRequest, begin: () => void): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    let connected = false;
    message.once('socket', (socket) => {
      if (!socket.connecting) connected = true;
      else socket.once(isTls(message) ? 'secureConnect' : 'connect', () => (connected = true));
    });
    message.once('response', resolve);
    message.on('error', (error) => reject(transportError(error, connected)));
    begin();
    if (!message.writableEnded) message.end();
  });
}

function isTls(message: http.ClientRequest): boolean {
  return message.protocol === 'https:';
}

function transportError(error: unknown, sent: boolean): TransportError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const detail = messageOf(error) || code || 'connection failed';
  return new TransportError(detail, { sent, ...(code !== undefined && { code }), cause: error });
}
