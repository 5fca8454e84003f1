import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { comesToRest } from './comes-to-rest.ts';

const property = comesToRest('Deployment');

describe('common/comes-to-rest', () => {
  test('holds when nothing moves any more', () => {
    expect(miniTrace().add('Deployment', 'web').rest().judge(property).status).toBe('passed');
  });

  test('fails when the world never comes to rest, and shows what moved last', () => {
    const trace = miniTrace().add('Deployment', 'web');
    trace.change('Deployment', 'web', { status: { replicas: 1 } }, 'deployment-controller');
    expect(trace.rest(false).judge(property)).toMatchObject({
      status: 'failed',
      violation: { observed: expect.stringContaining('Deployment/web MODIFIED'), evidence: [0, 1] },
    });
  });

  test('says nothing where a template can only fail', () => {
    const trace = miniTrace().command({
      verb: 'create',
      kind: 'Deployment',
      name: 'web',
      spec: { template: { revision: 'a', behaviour: { kind: 'failing' } } },
    });
    expect(trace.rest(false).judge(property).status).toBe('vacuous');
  });
});
