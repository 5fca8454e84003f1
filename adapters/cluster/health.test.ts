import { afterEach, describe, expect, test } from 'vitest';
import type { FakeServer } from './fixture.ts';
import { answer, startFakeServer } from './fixture.ts';
import { ailmentOf, namespaceAilment } from './health.ts';
import { createRest } from './rest.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases';
const lease = (renewTime: string) => ({ spec: { renewTime } });

/** A server that answers these paths, and 404 on all others. */
async function restWith(pages: Readonly<Record<string, unknown>>) {
  server = await startFakeServer(({ url }, response) => {
    const page = pages[url.pathname];
    answer(response, page ?? { reason: 'NotFound' }, page === undefined ? 404 : 200);
  });
  return createRest(server.transport);
}

describe('a control plane', () => {
  test('is fit when the API server is ready and nothing speaks against the others', async () => {
    expect(await ailmentOf(await restWith({ '/readyz': 'ok' }), undefined)).toBeUndefined();
  });

  test('is fit when its leases are fresh', async () => {
    const fresh = lease('2999-01-01T00:00:00.000000Z');
    const rest = await restWith({
      '/readyz': 'ok',
      [`${leases}/kube-controller-manager`]: fresh,
      [`${leases}/kube-scheduler`]: fresh,
    });
    expect(await ailmentOf(rest, undefined)).toBeUndefined();
  });

  test('is unfit when a component has stopped to renew its lease', async () => {
    const rest = await restWith({
      '/readyz': 'ok',
      [`${leases}/kube-scheduler`]: lease('2020-01-01T00:00:00.000000Z'),
    });
    expect(await ailmentOf(rest, undefined)).toContain('kube-scheduler');
  });

  test('is unfit when the API server is not ready', async () => {
    expect(await ailmentOf(await restWith({}), undefined)).toContain('API server is not ready');
  });
});

describe('a namespace', () => {
  const path = '/api/v1/namespaces/here';

  test('can be used as long as it is there', async () => {
    const rest = await restWith({ [path]: { metadata: { name: 'here' } } });
    expect(await namespaceAilment(rest, 'here')).toBeUndefined();
  });

  test('cannot be used once it is being deleted, or has gone', async () => {
    const terminating = { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } };
    for (const pages of [{ [path]: terminating }, {}]) {
      const rest = await restWith(pages);
      expect(await namespaceAilment(rest, 'here')).toContain('deleted by somebody else');
      await server?.close();
    }
  });
});
