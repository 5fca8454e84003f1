import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, served, withSlice } from './fixture.ts';
import { hostnamesBelongToTheSubdomain } from './hostnames-belong-to-the-subdomain.ts';

const property = hostnamesBelongToTheSubdomain('StatefulSet');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;
const named = (subdomain: string) => served({ spec: { hostname: 'web-0', subdomain } });

describe('services/hostnames-belong-to-the-subdomain', () => {
  test('holds with a hostname under the named Service, and without under another', () => {
    const own = miniService().add('Pod', 'web-0', named('web'));
    const endpoint = endpointOf(own, 'web-0', { hostname: 'web-0' });
    expect(status(withSlice(own, [endpoint]))).toBe('passed');
    const other = miniService().add('Pod', 'web-0', named('db'));
    expect(status(withSlice(other, [endpointOf(other, 'web-0')]))).toBe('passed');
  });

  test('fails with a hostname under another Service, and without under its own', () => {
    const other = miniService().add('Pod', 'web-0', named('db'));
    const endpoint = endpointOf(other, 'web-0', { hostname: 'web-0' });
    expect(status(withSlice(other, [endpoint]))).toBe('failed');
    const own = miniService().add('Pod', 'web-0', named('web'));
    expect(status(withSlice(own, [endpointOf(own, 'web-0')]))).toBe('failed');
  });

  test('says nothing without endpoints', () => {
    expect(status(withSlice(miniService(), []))).toBe('vacuous');
  });
});
