import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { observesEveryGeneration } from './observes-every-generation.ts';

const property = observesEveryGeneration('Deployment');
const seen = { status: { observedGeneration: 1 } };

describe('common/observes-every-generation', () => {
  test('holds when the status speaks of the latest spec', () => {
    expect(miniTrace().add('Deployment', 'web', seen).rest().judge(property).status).toBe('passed');
  });

  test('fails when it speaks of an earlier one, or of none', () => {
    const trace = miniTrace().add('Deployment', 'web', seen);
    trace.change('Deployment', 'web', { metadata: { generation: 2 } });
    expect(trace.rest().judge(property).status).toBe('failed');
    expect(miniTrace().add('Deployment', 'web').rest().judge(property).status).toBe('failed');
  });

  test('looks at the ReplicaSets of Deployments too', () => {
    const trace = miniTrace().add('Deployment', 'web', seen).add('ReplicaSet', 'web-a');
    expect(trace.rest().judge(property).status).toBe('failed');
    const other = miniTrace().add('StatefulSet', 'db', seen).add('ReplicaSet', 'web-a');
    expect(other.rest().judge(observesEveryGeneration('StatefulSet')).status).toBe('passed');
  });

  test('says nothing about what is being deleted', () => {
    const trace = miniTrace().add('Deployment', 'web').terminate('Deployment', 'web');
    expect(trace.rest().judge(property).status).toBe('vacuous');
  });

  test('says nothing about a DaemonSet that took over a name', () => {
    const spec = { template: { revision: 'a' } };
    const create = { verb: 'create', kind: 'DaemonSet', name: 'log', spec } as const;
    const first = miniTrace().command(create).add('DaemonSet', 'log');
    const claim = observesEveryGeneration('DaemonSet');
    expect(first.rest().judge(claim).status).toBe('failed');
    const second = miniTrace().command(create).command(create).add('DaemonSet', 'log');
    expect(second.rest().judge(claim).status).toBe('vacuous');
  });
});
