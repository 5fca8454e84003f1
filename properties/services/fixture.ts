/** For tests of Services: one node, one Service and its slice. Only tests import it. */
import type { Endpoint, EndpointAddress } from '../../specs/kubernetes.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace } from '../fixture.ts';
import type { Sketch } from '../sketch.ts';

const labels = { app: 'mini' };

/** A pod that the mini-trace's Services select. */
export function served(fields: Sketch<'Pod'> = {}, ip = '10.0.0.1'): Sketch<'Pod'> {
  return {
    ...fields,
    metadata: { labels, ...fields.metadata },
    spec: { nodeName: 'node', ...fields.spec },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [{ type: 'Ready', status: 'True' }],
      ...fields.status,
    },
  };
}

/** Not Ready. */
export const unready = served({ status: { conditions: [{ type: 'Ready', status: 'False' }] } });

/** A node, a headless Service `web`, and whatever pods a test adds. */
export function miniService(spec: Sketch<'Service'>['spec'] = {}): MiniTrace {
  return miniTrace().add('Node', 'node').add('Service', 'web', { spec });
}

/** An endpoint for a pod that is in the trace. */
export function endpointOf(trace: MiniTrace, name: string, rest: Partial<Endpoint> = {}): Endpoint {
  return {
    addresses: ['10.0.0.1'],
    conditions: { ready: true, serving: true, terminating: false },
    targetRef: { kind: 'Pod', name, uid: trace.uidOf('Pod', name) },
    ...rest,
  };
}

/** The slice of the Service, with these endpoints. */
export function withSlice(
  trace: MiniTrace,
  endpoints: readonly Endpoint[],
  sliceLabels: Readonly<Record<string, string>> = {},
): MiniTrace {
  const uid = trace.uidOf('Service', 'web');
  const owner = { apiVersion: 'v1', kind: 'Service', name: 'web', uid, controller: true };
  const metadata = { labels: sliceLabels, ownerReferences: [owner] };
  return trace.add('EndpointSlice', 'web-1', { metadata, endpoints });
}

/** An address of an Endpoints object for a pod that is in the trace. */
export function addressOf(trace: MiniTrace, name: string): EndpointAddress {
  const targetRef = { kind: 'Pod', name, uid: trace.uidOf('Pod', name) };
  return { ip: '10.0.0.1', targetRef };
}
