/**
 * Our own view of a real cluster under trouble: a connection that breaks, an API server that is
 * slow, busy, failing or forgetful. Verdicts stay right; where something may have been missed they
 * are inconclusive and say why. The controllers themselves are left in peace.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../properties/judge.ts';
import { properties } from '../../properties/index.ts';
import { readScenario } from '../../specs/scenario-file.ts';
import { play } from '../play.ts';
import { clusterAdapter } from './adapter.ts';
import type { Interference } from './api-proxy/proxy.ts';
import { createApiProxy } from './api-proxy/proxy.ts';
import { ownedCluster } from './provision/cluster-file.ts';

const kubeconfig = process.env['PLIMSOLL_KUBECONFIG'] ?? '';
const cluster = ownedCluster(kubeconfig);
const apiPort = Number(/server: https:[^:]+:(\d+)/.exec(readFileSync(kubeconfig, 'utf8'))?.[1]);
const timeoutMs = 240_000;

const scenario = readScenario(
  `
format: 1
title: a set that grows, is updated and shrinks
seed: 1
nodes: [ {}, {} ]
steps:
  - after: 0s
    command:
      verb: create
      kind: StatefulSet
      name: web
      spec: { template: { revision: a }, replicas: 2 }
  - after: 4s
    command: { verb: scale, target: { kind: StatefulSet, pick: 0 }, replicas: 3 }
  - after: 3s
    fault: { fault: PodDeleted, target: { kind: Pod, of: web, pick: 1 } }
  - after: 3s
    command:
      verb: patch
      target: { kind: StatefulSet, pick: 0 }
      change: { template: { revision: b }, replicas: 1 }
`,
  'trouble.yaml',
);

/** Plays the scenario with the trouble in between, and judges what was seen of it. */
async function playThrough(interfere: (request: IncomingMessage) => Interference | undefined) {
  const read = (file: string) => readFileSync(join(cluster?.componentFolder ?? '', 'pki', file));
  const proxy = createApiProxy({
    host: '127.0.0.1',
    port: apiPort,
    ca: read('ca.crt'),
    cert: read('admin.crt'),
    key: read('admin.key'),
    interfere,
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  const { port } = proxy.address() as AddressInfo;
  const adapter = clusterAdapter({ kubeconfig, server: `https://127.0.0.1:${port}` });
  try {
    const trace = await play(scenario, adapter, { suiteVersion: 'trouble' });
    const judgements = [
      ...judge(
        trace,
        properties.filter((each) => each.controller === 'StatefulSet'),
      ),
    ];
    const count = (status: string) =>
      judgements.filter(([, each]) => each.status === status).length;
    const reasons = judgements.flatMap(([, each]) =>
      each.status === 'inconclusive' ? [each.reason] : [],
    );
    return {
      trace,
      failed: judgements.filter(([, { status }]) => status === 'failed'),
      passed: count('passed'),
      reasons: [...new Set(reasons)],
    };
  } finally {
    await adapter.close();
    proxy.close().closeAllConnections();
  }
}

const isWatch = ({ url }: IncomingMessage) => /[?&]watch=/.test(url ?? '');

/** Every so many-th request that fits. */
function every(count: number, fits: (request: IncomingMessage) => boolean, trouble: Interference) {
  let seen = 0;
  return (request: IncomingMessage) => {
    if (!fits(request)) return undefined;
    seen += 1;
    return seen % count === 0 ? trouble : undefined;
  };
}

// All at once: most of the time is spent waiting for the pods.
const options = { timeout: timeoutMs, concurrent: true };

describe.runIf(cluster?.componentFolder)('our view of a cluster', options, () => {
  test.for([
    ['whose connection breaks every second', every(1, isWatch, { dropAfterMs: 1_000 })],
    ['that is slow', every(1, (request) => !isWatch(request), { delayMs: 300 })],
    [
      'that is too busy for every third request',
      every(3, ({ url }) => !url?.endsWith('/eviction'), { refuse: 429 }),
    ],
    [
      'that fails at every fourth look',
      every(4, ({ method }) => method === 'GET', { refuse: 500 }),
    ],
  ] as const)('%s: nothing is missed', async ([, interfere]) => {
    const { trace, failed, passed, reasons } = await playThrough(interfere);
    expect(failed).toEqual([]);
    expect(reasons).toEqual([]);
    expect(trace.events.filter(({ event }) => event === 'gap')).toEqual([]);
    expect(passed).toBeGreaterThan(20);
  });

  test('that has forgotten where a watch was: what may be missed is said', async () => {
    // The first watch of the pods breaks in the middle, and where it was is too long ago.
    const fates: (Interference | undefined)[] = [{ dropAfterMs: 6_000 }, { refuse: 410 }];
    const { trace, failed, passed, reasons } = await playThrough((request) =>
      isWatch(request) && request.url?.includes('/pods') ? fates.shift() : undefined,
    );
    expect(failed).toEqual([]);
    expect(trace.events.filter(({ event }) => event === 'gap')).toMatchObject([{ kind: 'Pod' }]);
    expect(reasons).toEqual([expect.stringMatching(/changes of Pod may have been missed .*410/)]);
    expect(passed).toBeGreaterThan(5);
  });
});
