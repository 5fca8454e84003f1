import { afterEach, describe, expect, test } from 'vitest';
import type { FakeServer } from './fixture.ts';
import { answer, startFakeServer } from './fixture.ts';
import { createRest } from './rest.ts';
import { gatesOf, readRelease } from './version.ts';

const metrics = (gate: string, value: number) => `
# HELP kubernetes_feature_enabled [BETA] This metric records the data about features.
# TYPE kubernetes_feature_enabled gauge
kubernetes_feature_enabled{name="SomethingElse",stage="ALPHA"} 1
kubernetes_feature_enabled{name="${gate}",stage="BETA"} ${value}
`;

let server: FakeServer | undefined;
afterEach(() => server?.close());

async function release(pages: Readonly<Record<string, unknown>>) {
  server = await startFakeServer(({ url }, response) => {
    const page = pages[url.pathname];
    if (typeof page === 'string') response.end(page);
    else answer(response, page ?? {}, page === undefined ? 403 : 200);
  });
  return readRelease(createRest(server.transport), undefined);
}

describe('what a cluster is', () => {
  test('its version, and the gates that its metrics name', async () => {
    const off = await release({
      '/version': { gitVersion: 'v1.36.3' },
      '/metrics': metrics('PodDeletionCost', 0),
    });
    expect(off.version).toBe('1.36.3');
    expect(off.features).not.toContain('PodDeletionCost');
    expect(off.features).not.toContain('SomethingElse');
  });

  test('where metrics may not be read, the defaults of its version', async () => {
    const { features } = await release({ '/version': { gitVersion: 'v1.36.3-distro.1' } });
    expect(features).toContain('PodDeletionCost');
    expect(features).not.toContain('MaxUnavailableStatefulSet');
  });

  test('what is no API server is refused in words', async () => {
    await expect(release({ '/version': { hello: 'world' } })).rejects.toThrow(
      'not as a Kubernetes API server does',
    );
  });
});

test('only gates of our table are read', () => {
  expect(gatesOf(metrics('MaxUnavailableStatefulSet', 1))).toEqual({
    MaxUnavailableStatefulSet: true,
  });
  expect(gatesOf('')).toEqual({});
});
