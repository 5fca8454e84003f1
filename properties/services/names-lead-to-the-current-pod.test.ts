import { describe, expect, test } from 'vitest';
import { endpointOf, miniService, served, withSlice } from './fixture.ts';
import { namesLeadToTheCurrentPod } from './names-lead-to-the-current-pod.ts';

const status = (trace: ReturnType<typeof miniService>) =>
  trace.rest().judge(namesLeadToTheCurrentPod).status;
const spec = { hostname: 'web-0', subdomain: 'web' };
const first = served({ spec });
const second = served({ spec }, '10.0.0.2');
const hostname = 'web-0';

describe('services/names-lead-to-the-current-pod', () => {
  test('holds when the name leads to the new pod', () => {
    const trace = miniService().add('Pod', 'web-0', first).remove('Pod', 'web-0');
    trace.add('Pod', 'web-0', second);
    const endpoint = endpointOf(trace, 'web-0', { hostname, addresses: ['10.0.0.2'] });
    expect(status(withSlice(trace, [endpoint]))).toBe('passed');
  });

  test('fails when it keeps the old address, or the old pod', () => {
    const trace = miniService().add('Pod', 'web-0', first).remove('Pod', 'web-0');
    trace.add('Pod', 'web-0', second);
    const endpoint = endpointOf(trace, 'web-0', { hostname });
    expect(status(withSlice(trace, [endpoint]))).toBe('failed');
    const other = miniService().add('Pod', 'web-0', first);
    const old = endpointOf(other, 'web-0', { hostname });
    withSlice(other, [old]).remove('Pod', 'web-0').add('Pod', 'web-0', first);
    expect(status(other)).toBe('failed');
  });

  test('says nothing of a pod that was never replaced', () => {
    expect(status(withSlice(miniService().add('Pod', 'web-0', first), []))).toBe('vacuous');
  });
});
