import { afterEach, expect, test } from 'vitest';
import { PreflightError } from './errors.ts';
import type { FakeServer } from './fixture.ts';
import { answer, startFakeServer } from './fixture.ts';
import type { Permission } from './preflight.ts';
import { requirePermissions } from './preflight.ts';
import { createRest } from './rest.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

const wanted: readonly Permission[] = [
  { group: '', resource: 'namespaces', verbs: ['create', 'delete'] },
  { group: '', resource: 'pods/status', verbs: ['patch'] },
  { group: 'apps', resource: 'deployments', verbs: ['list'] },
];

interface Asked {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
}

/** A server that allows what the test says. */
async function ask(allows: (asked: Asked) => boolean): Promise<void> {
  server = await startFakeServer(({ body }, response) => {
    const review = JSON.parse(body) as { spec: { resourceAttributes: Asked } };
    answer(response, { status: { allowed: allows(review.spec.resourceAttributes) } }, 201);
  });
  await requirePermissions(createRest(server.transport), wanted);
}

test('says nothing when all is allowed', async () => {
  await expect(ask(() => true)).resolves.toBeUndefined();
});

test('names every permission that is missing, and what to do', async () => {
  const refusal = ask(({ verb, subresource }) => verb !== 'list' && subresource !== 'status');
  await expect(refusal).rejects.toBeInstanceOf(PreflightError);
  await expect(refusal).rejects.toThrow(/\n {2}patch pods\/status\n {2}list deployments\.apps\n/);
  await expect(refusal).rejects.toThrow('ClusterRole');
});
