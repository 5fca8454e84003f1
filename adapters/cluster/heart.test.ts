import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { FakeServer } from './fixture.ts';
import { answer, startFakeServer } from './fixture.ts';
import { findLiving, startHeart } from './heart.ts';
import { createRest } from './rest.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

describe('the sign of life of a run', () => {
  test('is a namespace that changes until it is stopped', async () => {
    const bodies: unknown[] = [];
    server = await startFakeServer(({ body }, response) => {
      bodies.push(JSON.parse(body));
      answer(response, {});
    });
    const labels = { 'plimsoll.dev/run': 'abc' };
    const stop = await startHeart(createRest(server.transport), 'plimsoll-abc', labels, 10);
    // They may arrive in another order.
    while (bodies.length < 5) await sleep(5);
    stop();
    const metadata = {
      name: 'plimsoll-abc',
      labels: { ...labels, 'app.kubernetes.io/managed-by': 'plimsoll' },
      annotations: { 'plimsoll.dev/beat': '0' },
    };
    expect(bodies[0]).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata });
    expect(bodies).toContainEqual({ metadata: { annotations: { 'plimsoll.dev/beat': '1' } } });
    expect(bodies).toContainEqual({ metadata: { annotations: { 'plimsoll.dev/beat': '2' } } });
  });

  test('is found where it changes, not where it stays or goes', async () => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      const gone = looks === 1 ? [['gone', '1'] as const] : [];
      return new Map([['alive', String(looks)], ['dead', '7'], ...gone]);
    };
    expect(await findLiving(look, 20)).toEqual(new Set(['alive']));
  });

  test('is not waited for where there is none', async () => {
    expect(await findLiving(async () => new Map(), 60_000)).toEqual(new Set());
  });
});
