import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, served, unready, withSlice } from './fixture.ts';
import { readyEndpointsAreTheReadyPods } from './ready-endpoints-are-the-ready-pods.ts';

const property = readyEndpointsAreTheReadyPods('Deployment');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;
const conditions = { ready: false, serving: false, terminating: false };

describe('services/ready-endpoints-are-the-ready-pods', () => {
  test('holds when exactly the ready pods are ready endpoints', () => {
    const trace = miniService().add('Pod', 'a', served()).add('Pod', 'b', unready);
    const endpoints = [endpointOf(trace, 'a'), endpointOf(trace, 'b', { conditions })];
    expect(status(withSlice(trace, endpoints))).toBe('passed');
  });

  test('fails when an unready pod gets traffic, and when a ready one gets none', () => {
    const more = miniService().add('Pod', 'a', unready);
    expect(status(withSlice(more, [endpointOf(more, 'a')]))).toBe('failed');
    const less = miniService().add('Pod', 'a', served());
    expect(status(withSlice(less, [endpointOf(less, 'a', { conditions })]))).toBe('failed');
  });

  test('fails when the address is another one', () => {
    const trace = miniService().add('Pod', 'a', served({}, '10.0.0.9'));
    expect(status(withSlice(trace, [endpointOf(trace, 'a')]))).toBe('failed');
  });

  test('says nothing of a Service that publishes all', () => {
    const trace = miniService({ publishNotReadyAddresses: true }).add('Pod', 'a', unready);
    expect(status(withSlice(trace, [endpointOf(trace, 'a')]))).toBe('vacuous');
  });
});
