import { expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { sometimesAQuotaRefusesPods } from './sometimes-a-quota-refuses-pods.ts';

const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }] as const;

test('disruption/sometimes-a-quota-refuses-pods: when a Deployment says so', () => {
  const trace = miniTrace().add('Deployment', 'web');
  expect(trace.judge(sometimesAQuotaRefusesPods).status).toBe('vacuous');
  trace.change('Deployment', 'web', { status: { conditions } });
  expect(trace.judge(sometimesAQuotaRefusesPods).status).toBe('passed');
});
