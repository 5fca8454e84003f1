import { expect, test } from 'vitest';
import { kindsOf } from './scenario-kinds.ts';
import type { Step } from './scenario.ts';

const kindsIn = (...steps: readonly Step[]) => kindsOf({ format: 1, seed: 1, nodes: [], steps });

test('endpoints, budgets and quotas occur only where a scenario makes them', () => {
  expect(kindsIn()).toContain('Service');
  expect(kindsIn()).not.toContain('EndpointSlice');
  const service = { verb: 'create-service', name: 'web', spec: { clusterIP: 'None' } } as const;
  expect(kindsIn({ after: 0, command: service })).toEqual(
    expect.arrayContaining(['EndpointSlice', 'Endpoints']),
  );
  const budget = { verb: 'create-budget', name: 'web', spec: { minAvailable: 1 } } as const;
  expect(kindsIn({ after: 0, command: budget })).toContain('PodDisruptionBudget');
  const fault = { fault: 'PodQuota', pods: 1, for: 500 } as const;
  expect(kindsIn({ after: 0, fault })).toContain('ResourceQuota');
});
