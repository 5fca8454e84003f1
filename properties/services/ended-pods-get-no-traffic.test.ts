import { describe, expect, test } from 'vitest';
import { endedPodsGetNoTraffic } from './ended-pods-get-no-traffic.ts';
import { endpointOf, miniService, served, withSlice } from './fixture.ts';

const status = (trace: ReturnType<typeof miniService>) =>
  trace.rest().judge(endedPodsGetNoTraffic).status;
const ended = served({ status: { phase: 'Failed' } });

describe('services/ended-pods-get-no-traffic', () => {
  test('holds when the pod that has ended is no endpoint, or none that is ready', () => {
    expect(status(withSlice(miniService().add('Pod', 'a', ended), []))).toBe('passed');
    const trace = miniService().add('Pod', 'a', ended);
    const conditions = { ready: false, serving: false, terminating: false };
    expect(status(withSlice(trace, [endpointOf(trace, 'a', { conditions })]))).toBe('passed');
  });

  test('fails when it is a ready one', () => {
    const trace = miniService({ publishNotReadyAddresses: true }).add('Pod', 'a', ended);
    expect(status(withSlice(trace, [endpointOf(trace, 'a')]))).toBe('failed');
  });

  test('says nothing where no pod has ended', () => {
    const trace = miniService().add('Pod', 'a', served());
    expect(status(withSlice(trace, [endpointOf(trace, 'a')]))).toBe('vacuous');
  });
});
