/**
 * A proxy between the controllers of an owned cluster and its API server. It passes everything on
 * as it is, until it is asked for trouble: then it keeps the news of some watches to itself, or
 * lets nobody through. Each trouble lasts as long as the request that asked for it stays open, so
 * none outlives whoever asked, however that ended.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Trouble } from './trouble.ts';
import { isControl, troubleAt, watchedResource } from './trouble.ts';

/** Certificates as the API server itself and its clients have them, and where it listens. */
export interface ProxyOptions {
  readonly host: string;
  readonly port: number;
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
  /** What happens to a request besides, if anything. */
  readonly interfere?: (request: IncomingMessage) => Interference | undefined;
}

/** `refuse`: it is answered so, and never reaches the API server. `delay`: it waits so long.
 * `drop`: its connection breaks after so many milliseconds. */
export type Interference =
  { readonly refuse: number } | { readonly delayMs: number } | { readonly dropAfterMs: number };

/** One watch that goes through the proxy. */
interface Watch {
  readonly resource: string | undefined;
  readonly response: ServerResponse;
  readonly held: Buffer[];
}

interface Proxy {
  readonly options: ProxyOptions;
  readonly troubles: Set<Trouble>;
  readonly watches: Set<Watch>;
  /** The connections of clients, but for those of who asked for trouble. */
  readonly sockets: Set<Socket>;
  /** Passes on who a client is: whoever showed a certificate of the cluster is its administrator;
   * whoever has a token shows that. */
  readonly withCertificate: https.Agent;
  readonly withoutCertificate: https.Agent;
}

/** Idle connections go before the API server drops them, so that no request is lost with one. */
const idleMs = 45_000;

/** A server that is ready to listen. */
export function createApiProxy(options: ProxyOptions): https.Server {
  const { ca, cert, key } = options;
  const agent = { keepAlive: true, timeout: idleMs, ca };
  const proxy: Proxy = {
    options,
    troubles: new Set(),
    watches: new Set(),
    sockets: new Set(),
    withCertificate: new https.Agent({ ...agent, cert, key }),
    withoutCertificate: new https.Agent(agent),
  };
  const server = https.createServer(
    { ca, cert, key, requestCert: true, rejectUnauthorized: false, keepAliveTimeout: 3_600_000 },
    (request, response) => answer(proxy, request, response),
  );
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.on('secureConnection', (socket) => {
    proxy.sockets.add(socket);
    socket.on('close', () => proxy.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  return server;
}

function answer(proxy: Proxy, request: IncomingMessage, response: ServerResponse): void {
  if (isControl(request.url ?? '')) return control(proxy, request, response);
  if (isCut(proxy)) return void request.socket.destroy();
  const interference = proxy.options.interfere?.(request);
  if (interference === undefined) return pass(proxy, request, response);
  if ('refuse' in interference) return refuse(request, response, interference.refuse);
  if ('delayMs' in interference) {
    return void setTimeout(() => pass(proxy, request, response), interference.delayMs);
  }
  setTimeout(() => request.socket.destroy(), interference.dropAfterMs);
  pass(proxy, request, response);
}

/** In the API server's own form. */
function refuse(request: IncomingMessage, response: ServerResponse, code: number): void {
  request.resume();
  const message = 'refused by the proxy';
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code };
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(status));
}

function isCut({ troubles }: Proxy): boolean {
  return [...troubles].some(({ trouble }) => trouble === 'cut');
}

/** Begins a trouble, says so, and ends it when the request's body ends or its connection breaks. */
function control(proxy: Proxy, request: IncomingMessage, response: ServerResponse): void {
  const trouble = troubleAt(request.url ?? '');
  const isAllowed = request.socket instanceof TLSSocket && request.socket.authorized;
  if (trouble === undefined || !isAllowed) {
    response.writeHead(isAllowed ? 404 : 401).end();
    return;
  }
  proxy.sockets.delete(request.socket);
  proxy.troubles.add(trouble);
  if (trouble.trouble === 'cut') cut(proxy);
  response.writeHead(200).write('on\n');
  request.resume();
  request.on('end', () => {
    end(proxy, trouble);
    response.end('off\n');
  });
  response.on('close', () => end(proxy, trouble));
}

/** Breaks what is under way. Watches are not broken but fall silent: whoever watches would wait
 * ever longer before each attempt to come back, and meanwhile act on caches of any age. */
function cut({ sockets, watches }: Proxy): void {
  const watching = new Set([...watches].map(({ response }) => response.socket));
  for (const socket of sockets) if (!watching.has(socket)) socket.destroy();
}

function end(proxy: Proxy, trouble: Trouble): void {
  proxy.troubles.delete(trouble);
  for (const watch of proxy.watches) if (!isHeld(proxy, watch)) release(watch);
}

function isHeld({ troubles }: Proxy, { resource }: Watch): boolean {
  return [...troubles].some((each) =>
    each.trouble === 'cut' ? true : resource !== undefined && each.resources.includes(resource),
  );
}

function release({ held, response }: Watch): void {
  for (const chunk of held.splice(0)) response.write(chunk);
}

function pass(proxy: Proxy, request: IncomingMessage, response: ServerResponse): void {
  const { headers, method, url: path = '' } = request;
  const { host, port } = proxy.options;
  const isKnown = request.socket instanceof TLSSocket && request.socket.authorized;
  const upstream = https.request({
    host,
    port,
    method,
    path,
    headers: endToEnd(headers),
    agent:
      isKnown && headers.authorization === undefined
        ? proxy.withCertificate
        : proxy.withoutCertificate,
  });
  // A break on one side is a break on the other, as if nobody stood between them.
  upstream.on('error', () => request.socket.destroy());
  response.on('close', () => upstream.destroy());
  upstream.on('response', (reply) => {
    response.writeHead(reply.statusCode ?? 502, endToEnd(reply.headers));
    reply.on('error', () => response.destroy());
    if (isWatch(path)) follow(proxy, request, reply, response);
    else reply.pipe(response);
  });
  request.pipe(upstream);
}

function isWatch(path: string): boolean {
  return /[?&]watch=(?:true|1)(?:&|$)/.test(path);
}

/** Passes a watch on piece by piece. What is held is kept here, not in the connection: an API
 * server drops a client that does not read. */
function follow(
  proxy: Proxy,
  { url: path = '', headers }: IncomingMessage,
  reply: IncomingMessage,
  response: ServerResponse,
): void {
  const watch: Watch = {
    resource: watchedResource(path, headers.accept),
    response,
    held: [],
  };
  proxy.watches.add(watch);
  response.flushHeaders();
  reply.on('data', (chunk: Buffer) => {
    if (isHeld(proxy, watch)) watch.held.push(chunk);
    else response.write(chunk);
  });
  // What was held must not be lost: the watch goes on from the last that was seen.
  reply.on('end', () => {
    release(watch);
    response.end();
  });
  response.on('close', () => proxy.watches.delete(watch));
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}
