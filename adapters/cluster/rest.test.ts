import { afterEach, describe, expect, test } from 'vitest';
import { AdapterError } from '../adapter.ts';
import { StatusError, TransportError, outcomeOfError } from './errors.ts';
import type { FakeServer, Handler } from './fixture.ts';
import { answer, credentialsFor, listOf, objectOf, startFakeServer } from './fixture.ts';
import { createRest } from './rest.ts';
import { transportOf } from './transport.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

async function restAgainst(handler: Handler) {
  server = await startFakeServer(handler);
  return { rest: createRest(server.transport), requests: server.requests };
}

const refused = { kind: 'Status', reason: 'Invalid', message: 'replicas must not be negative' };

describe('a request', () => {
  test('lists objects with their kind, which items of a list do not carry', async () => {
    const { kind: _, apiVersion: __, ...bare } = objectOf('ReplicaSet', 'web-1', 4);
    const { rest, requests } = await restAgainst((_, response) =>
      answer(response, listOf(7, [bare as never])),
    );
    const listing = await rest.list('ReplicaSet', 'here', { labelSelector: 'a=b' });
    expect(listing.resourceVersion).toBe('7');
    expect(listing.items).toMatchObject([{ kind: 'ReplicaSet', apiVersion: 'apps/v1' }]);
    expect(requests).toEqual(['GET /apis/apps/v1/namespaces/here/replicasets?labelSelector=a%3Db']);
  });

  test('tells the API server for whom it is made, and carries the credentials', async () => {
    const headers: unknown[] = [];
    const { rest } = await restAgainst((_, response, message) => {
      headers.push([message.headers['user-agent'], message.headers.authorization]);
      answer(response, {});
    });
    await rest.delete('/x', {}, 'fault');
    expect(headers).toEqual([['plimsoll-fault/0.1', 'Bearer not-a-secret']]);
  });

  test('deletes with policy, grace and the uid that is meant', async () => {
    const bodies: unknown[] = [];
    const { rest } = await restAgainst(({ body }, response) => {
      bodies.push(JSON.parse(body));
      answer(response, {});
    });
    const options = { propagationPolicy: 'Orphan', gracePeriodSeconds: 0, uid: 'u' } as const;
    await rest.delete('/x', options, 'user');
    expect(bodies).toMatchObject([
      { propagationPolicy: 'Orphan', gracePeriodSeconds: 0, preconditions: { uid: 'u' } },
    ]);
  });

  test('that reads is repeated when the server fails', async () => {
    let count = 0;
    const { rest, requests } = await restAgainst((_, response) => {
      count += 1;
      answer(response, { ok: true }, count < 3 ? 503 : 200);
    });
    expect(await rest.get('/version')).toEqual({ ok: true });
    expect(requests).toHaveLength(3);
  });

  test('that writes is never repeated, whatever the server says or does', async () => {
    const { rest, requests } = await restAgainst((_, response) => answer(response, {}, 503));
    await expect(rest.create('/x', {}, 'user')).rejects.toBeInstanceOf(StatusError);
    expect(requests).toHaveLength(1);
  });

  test('that writes is not repeated when the connection drops after it was sent', async () => {
    const { rest, requests } = await restAgainst((_, response) => response.destroy());
    const error: unknown = await rest.create('/x', {}, 'user').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TransportError', sent: true });
    expect(requests).toHaveLength(1);
  });

  test('that was never sent says so', async () => {
    const gone = await startFakeServer(() => undefined);
    const address = gone.transport.server;
    await gone.close();
    const transport = transportOf(credentialsFor(address));
    const error: unknown = await transport
      .send({ method: 'POST', path: '/x', role: 'user' })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TransportError', sent: false, code: 'ECONNREFUSED' });
  });
});

describe('how a failed command counts', () => {
  test.for([
    [400, 'rejected'],
    [404, 'rejected'],
    [409, 'rejected'],
    [422, 'rejected'],
    [429, 'rejected'],
    [500, 'unknown'],
    [504, 'unknown'],
  ] as const)('HTTP %i is %s', async ([code, phase]) => {
    const { rest } = await restAgainst((_, response) => answer(response, refused, code));
    const error: unknown = await rest.create('/x', {}, 'user').catch((reason: unknown) => reason);
    const reason = `Invalid: ${refused.message}`;
    expect(outcomeOfError(error)).toEqual({ phase, reason, code });
  });

  test('no answer after it was sent is unknown', () => {
    const outcome = outcomeOfError(new TransportError('socket hang up', { sent: true }));
    expect(outcome).toEqual({ phase: 'unknown', reason: 'no answer: socket hang up' });
  });

  test('an API server that cannot be reached is no outcome, but a failing environment', () => {
    const error = new TransportError('connect ECONNREFUSED', { sent: false });
    expect(() => outcomeOfError(error)).toThrow(AdapterError);
  });

  test('a mistake of our own is passed on', () => {
    expect(() => outcomeOfError(new RangeError('ours'))).toThrow(RangeError);
  });
});
