import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, served, unready, withSlice } from './fixture.ts';
import { slicesListTheSelectedPods } from './slices-list-the-selected-pods.ts';

const property = slicesListTheSelectedPods('StatefulSet');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;

describe('services/slices-list-the-selected-pods', () => {
  test('holds when the endpoints are the pods, ready or not', () => {
    const trace = miniService().add('Pod', 'a', served()).add('Pod', 'b', unready);
    const endpoints = [endpointOf(trace, 'a'), endpointOf(trace, 'b')];
    expect(status(withSlice(trace, endpoints))).toBe('passed');
  });

  test('fails when one is missing, is gone, or has another address', () => {
    const missing = miniService().add('Pod', 'a', served());
    expect(status(withSlice(missing, []))).toBe('failed');
    const gone = miniService().add('Pod', 'a', served());
    withSlice(gone, [endpointOf(gone, 'a')]).remove('Pod', 'a');
    expect(status(gone)).toBe('failed');
    const moved = miniService().add('Pod', 'a', served({}, '10.0.0.2'));
    expect(status(withSlice(moved, [endpointOf(moved, 'a')]))).toBe('failed');
  });

  test('asks for no pod without an address, of another label, or on a node that is gone', () => {
    const trace = miniService().add('Pod', 'a', { metadata: { labels: { app: 'mini' } } });
    trace.add('Pod', 'b', served({ metadata: { labels: { app: 'other' } } }));
    trace.add('Pod', 'c', served({ spec: { nodeName: 'gone' } }));
    expect(status(withSlice(trace, []))).toBe('passed');
  });

  test('says nothing of a Service without a selector', () => {
    const trace = miniService({ type: 'ExternalName' }).add('Pod', 'a', served());
    expect(status(trace)).toBe('vacuous');
  });
});
