import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, served, withSlice } from './fixture.ts';
import { statefulPodsHaveTheirNames } from './stateful-pods-have-their-names.ts';

const status = (trace: ReturnType<typeof miniService>) =>
  trace.rest().judge(statefulPodsHaveTheirNames).status;
const spec = { hostname: 'web-0', subdomain: 'web' };
const pod = served({ spec });
const weak = served({ spec, status: { conditions: [{ type: 'Ready', status: 'False' }] } });

describe('services/stateful-pods-have-their-names', () => {
  test('holds when the name of a ready pod leads to its address', () => {
    const trace = miniService().add('Pod', 'web-0', pod);
    const endpoint = endpointOf(trace, 'web-0', { hostname: 'web-0' });
    expect(status(withSlice(trace, [endpoint]))).toBe('passed');
  });

  test('fails when it leads elsewhere, or nowhere', () => {
    const trace = miniService().add('Pod', 'web-0', pod);
    const endpoint = endpointOf(trace, 'web-0', { hostname: 'web-0', addresses: ['10.0.0.7'] });
    expect(status(withSlice(trace, [endpoint]))).toBe('failed');
    expect(status(withSlice(miniService().add('Pod', 'web-0', pod), []))).toBe('failed');
  });

  test('fails when a pod that is not ready has a record', () => {
    const trace = miniService().add('Pod', 'web-0', weak);
    const endpoint = endpointOf(trace, 'web-0', { hostname: 'web-0' });
    expect(status(withSlice(trace, [endpoint]))).toBe('failed');
  });

  test('says nothing of pods that name another Service', () => {
    const other = served({ spec: { hostname: 'web-0', subdomain: 'db' } });
    expect(status(withSlice(miniService().add('Pod', 'web-0', other), []))).toBe('vacuous');
  });
});
