import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, unready, withSlice } from './fixture.ts';
import { publishedPodsAreReadyEndpoints } from './published-pods-are-ready-endpoints.ts';

const property = publishedPodsAreReadyEndpoints('StatefulSet');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;

describe('services/published-pods-are-ready-endpoints', () => {
  test('holds for an unready pod that is a ready endpoint, and for a terminating one', () => {
    const trace = miniService({ publishNotReadyAddresses: true }).add('Pod', 'a', unready);
    trace.add('Pod', 'b', unready).terminate('Pod', 'b');
    const endpoints = [endpointOf(trace, 'a'), endpointOf(trace, 'b')];
    expect(status(withSlice(trace, endpoints))).toBe('passed');
  });

  test('fails when it is an endpoint that is not ready', () => {
    const trace = miniService({ publishNotReadyAddresses: true }).add('Pod', 'a', unready);
    const conditions = { ready: false, serving: false, terminating: false };
    expect(status(withSlice(trace, [endpointOf(trace, 'a', { conditions })]))).toBe('failed');
  });

  test('says nothing of a Service that does not publish them', () => {
    expect(status(withSlice(miniService().add('Pod', 'a', unready), []))).toBe('vacuous');
  });
});
