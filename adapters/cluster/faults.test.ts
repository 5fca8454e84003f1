import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import type { Fault } from '../../specs/scenario.ts';
import { StatusError, TransportError } from './errors.ts';
import { injectFault } from './faults.ts';
import type { CaughtRequest } from './fixture.ts';
import { catchRequests, objectOf } from './fixture.ts';

const target = { kind: 'Pod', pick: 0 } as const;
const path = '/api/v1/namespaces/here/pods/web-0';
const ready = (status: string) => [
  { type: 'Ready', status, lastTransitionTime: '2026-01-01T00:00:05Z' },
  { type: 'ContainersReady', status, lastTransitionTime: '2026-01-01T00:00:05Z' },
];

function pod(status = 'True', phase = 'Running'): KubernetesObject {
  const containerStatuses = [{ name: 'main', ready: status === 'True', restartCount: 2 }];
  return objectOf('Pod', 'web-0', 4, {
    status: { phase, conditions: ready(status), containerStatuses },
  });
}

async function inject(
  fault: Fault,
  resolved: KubernetesObject,
  reply?: (request: CaughtRequest) => unknown,
) {
  const { rest, caught } = catchRequests(reply);
  const context = { rest, namespace: 'here', stopControllers: undefined, makeTrouble: undefined };
  return { injection: await injectFault(context, fault, resolved), caught };
}

test('a quota on pods ends with the fault', async () => {
  const { injection, caught } = await inject({ fault: 'PodQuota', pods: 2, for: 9 }, pod());
  expect(caught).toMatchObject([
    {
      verb: 'create',
      role: 'fault',
      body: { kind: 'ResourceQuota', spec: { hard: { pods: '2' } } },
    },
  ]);
  if (injection.phase === 'injected') await injection.heal?.();
  expect(caught[1]).toMatchObject({ verb: 'delete', role: 'fault' });
});

test('the answer that refuses an eviction is told with its code', async () => {
  const { injection } = await inject({ fault: 'PodEvicted', target }, pod(), () => {
    throw new StatusError(429, 'TooManyRequests', 'no budget');
  });
  expect(injection).toEqual({ phase: 'skipped', code: 429, reason: 'TooManyRequests: no budget' });
});

describe('a fault of a pod', () => {
  test('deletes it, with or without grace, and no other of its name', async () => {
    const gentle = await inject({ fault: 'PodDeleted', target }, pod());
    expect(gentle.caught).toEqual([
      { verb: 'delete', path, role: 'fault', body: { uid: 'uid-web-0' } },
    ]);
    const hard = await inject({ fault: 'PodForceDeleted', target }, pod());
    expect(hard.caught[0]?.body).toEqual({ uid: 'uid-web-0', gracePeriodSeconds: 0 });
  });

  test('evicts it through its subresource', async () => {
    const { caught } = await inject({ fault: 'PodEvicted', target }, pod());
    expect(caught).toMatchObject([
      { verb: 'create', path: `${path}/eviction`, body: { kind: 'Eviction' } },
    ]);
  });

  test('takes its readiness with a reason that keeps others from giving it back', async () => {
    const { injection, caught } = await inject({ fault: 'PodNotReady', target, for: 9 }, pod());
    expect(injection.phase).toBe('injected');
    expect(caught[0]?.path).toBe(`${path}/status`);
    expect(caught[0]?.body).toMatchObject({
      metadata: { uid: 'uid-web-0' },
      status: {
        conditions: [
          { type: 'Ready', status: 'False', reason: 'PlimsollFault' },
          { type: 'ContainersReady', status: 'False', reason: 'PlimsollFault' },
        ],
        containerStatuses: [{ name: 'main', ready: false, restartCount: 2 }],
      },
    });
  });

  test('counts a restart when the container crashes', async () => {
    const { caught } = await inject({ fault: 'PodCrash', target, for: 9 }, pod());
    expect(caught[0]?.body).toMatchObject({
      status: { containerStatuses: [{ ready: false, restartCount: 3 }] },
    });
  });

  test('gives readiness back when it is healed', async () => {
    const { injection, caught } = await inject(
      { fault: 'PodNotReady', target, for: 9 },
      pod(),
      () => pod('False'),
    );
    await heal(injection);
    expect(caught[1]?.body).toMatchObject({
      status: {
        conditions: [{ type: 'Ready', status: 'True', reason: '' }, {}],
        containerStatuses: [{ ready: true, restartCount: 2 }],
      },
    });
  });

  test('leaves a pod that was only starting to go on starting, since when it was', async () => {
    const { injection, caught } = await inject(
      { fault: 'PodCrash', target, for: 9 },
      pod('False'),
      () => pod('False'),
    );
    await heal(injection);
    expect(caught[1]?.body).toMatchObject({
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'ContainersNotReady',
            lastTransitionTime: '2026-01-01T00:00:05Z',
          },
          {},
        ],
      },
    });
  });

  test.for([
    [
      'has gone',
      () => {
        throw new StatusError(404, 'NotFound', 'no such pod');
      },
    ],
    ['has a successor', () => ({ ...pod(), metadata: { name: 'web-0', uid: 'another' } })],
    ['has ended', () => pod('False', 'Failed')],
  ] as const)('heals nothing where the pod %s', async ([, now]) => {
    const { injection, caught } = await inject(
      { fault: 'PodNotReady', target, for: 9 },
      pod(),
      ({ verb }) => (verb === 'get' ? now() : {}),
    );
    await heal(injection);
    expect(caught).toHaveLength(1);
  });

  test('is skipped on a pod that does not run', async () => {
    const { injection, caught } = await inject(
      { fault: 'PodCrash', target, for: 9 },
      pod('False', 'Pending'),
    );
    expect(injection).toEqual({ phase: 'skipped', reason: 'the pod does not run' });
    expect(caught).toEqual([]);
  });

  test('ends it in phase Failed', async () => {
    const { caught } = await inject({ fault: 'PodFailed', target }, pod());
    expect(caught[0]?.body).toMatchObject({ status: { phase: 'Failed' } });
  });

  test('ends it in phase Succeeded', async () => {
    const { caught } = await inject({ fault: 'PodSucceeded', target }, pod());
    expect(caught[0]?.body).toMatchObject({ status: { phase: 'Succeeded' } });
  });
});

describe('a fault that cannot be caused', () => {
  test('is skipped with the answer of the API server', async () => {
    const { injection } = await inject({ fault: 'PodDeleted', target }, pod(), () => {
      throw new StatusError(404, 'NotFound', 'pods "web-0" not found');
    });
    expect(injection).toEqual({
      phase: 'skipped',
      code: 404,
      reason: 'NotFound: pods "web-0" not found',
    });
  });

  test('counts as injected where no answer came: it may have taken effect', async () => {
    const { injection } = await inject({ fault: 'PodDeleted', target }, pod(), () => {
      throw new TransportError('socket hang up', { sent: true });
    });
    expect(injection).toEqual({ phase: 'injected' });
  });

  test('is skipped where the process is not ours', async () => {
    const component = 'daemonset-controller';
    const fault = { fault: 'ControllerRestart', component, for: 1 } as const;
    const { injection } = await inject(fault, pod());
    expect(injection.phase).toBe('skipped');
  });
});

test('a cordoned node can be used again after it is healed', async () => {
  const node = objectOf('Node', 'here-n0', 4);
  const fault = { fault: 'NodeCordoned', target: { kind: 'Node', pick: 0 }, for: 1 } as const;
  const { injection, caught } = await inject(fault, node);
  await heal(injection);
  expect(caught.map(({ body }) => body)).toEqual([
    { spec: { unschedulable: true } },
    { spec: { unschedulable: null } },
  ]);
});

async function heal(injection: Awaited<ReturnType<typeof injectFault>>): Promise<void> {
  if (injection.phase !== 'injected' || injection.heal === undefined) {
    throw new Error('the fault has no end');
  }
  await injection.heal();
}
