import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { endedPodsLeaveTheSlices } from './ended-pods-leave-the-slices.ts';
import { endpointOf, miniService, served, unready, withSlice } from './fixture.ts';

const property = endedPodsLeaveTheSlices('Deployment');
const conditions = [{ type: 'Ready', status: 'False' }] as const;
const ended = { status: { phase: 'Failed', conditions } } as const;

describe('services/ended-pods-leave-the-slices', () => {
  test('holds when the pod that has ended is no endpoint', () => {
    const trace = withSlice(miniService().add('Pod', 'a', served()), []);
    expect(trace.change('Pod', 'a', ended).rest().judge(property).status).toBe('passed');
  });

  test('fails when a pod that was ready has ended and is one', () => {
    const trace = miniService().add('Pod', 'a', served());
    withSlice(trace, [endpointOf(trace, 'a')]).change('Pod', 'a', ended);
    expect(trace.rest().judge(property).status).toBe('failed');
  });

  test('lets an end go unnoticed that no readiness tells of, until the slice is written', () => {
    const trace = miniService().add('Pod', 'a', unready);
    withSlice(trace, [endpointOf(trace, 'a')]).change('Pod', 'a', ended).wait(10);
    expect(trace.rest().judge(property).status).not.toBe('failed');
    const later = miniService().add('Pod', 'a', unready);
    withSlice(later, [endpointOf(later, 'a')]).change('Pod', 'a', ended).wait(10);
    later.change('EndpointSlice', 'web-1', { ports: [{ port: 1 }] });
    expect(later.rest().judge(property).status).toBe('failed');
  });

  test('says nothing where there are no slices', () => {
    const trace = miniTrace().add('Pod', 'a', served()).change('Pod', 'a', ended);
    expect(trace.rest().judge(property).status).toBe('vacuous');
  });
});
