import { describe, expect, test } from 'vitest';
import type { Service } from '../../specs/kubernetes.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject, show } from '../fixture.ts';
import type { ClusterView } from '../view.ts';
import { drawUp } from '../sketch.ts';
import {
  endpointsOf,
  evidenceOf,
  isHeadless,
  membersOf,
  publishesAll,
  servedPods,
  servicesOf,
  sortedNames,
} from './endpoints.ts';

const service = (spec: object) => drawUp('Service', 's', 's', 0, { spec });

/** What the world looks like at the end of a trace. */
function atTheEnd<T>(trace: MiniTrace, ask: (view: ClusterView) => T): T | undefined {
  let answer: T | undefined;
  show(trace.rest(), [], () => ({ other: (_event, view) => (answer = ask(view)) }));
  return answer;
}
const firstService = (view: ClusterView): Service => {
  const [first] = [...view.list('Service')];
  if (first === undefined) throw new Error('there is a Service');
  return first;
};

test('a Service is headless without an address, and publishes all where it says so', () => {
  const headless = [undefined, 'None', '10.0.0.1'].map((clusterIP) =>
    isHeadless(service({ clusterIP })),
  );
  expect(headless).toEqual([true, true, false]);
  const all = [true, false, undefined].map((publishNotReadyAddresses) =>
    publishesAll(service({ publishNotReadyAddresses })),
  );
  expect(all).toEqual([true, false, false]);
});

test('Services that lead anywhere have a selector, no external name, and stay', () => {
  const selector = { app: 'mini' };
  const trace = miniTrace().add('Service', 'a', { spec: { selector } });
  trace.add('Service', 'b', { spec: { selector, type: 'ExternalName' } });
  trace.add('Service', 'c', { spec: { selector } }).terminate('Service', 'c');
  trace.add('Service', 'd', { spec: { selector: undefined } } as object);
  expect(atTheEnd(trace, (view) => sortedNames(servicesOf(view)))).toEqual(['a']);
  expect(sortedNames([service({}), drawUp('Service', 'a', 'a', 0, {})])).toEqual(['a', 's']);
});

describe('endpoints', () => {
  const labels = { app: 'mini' };
  const onNode = { nodeName: 'n1' };
  const running = { phase: 'Running', podIP: '10.1.1.1' } as const;
  const pods = () => {
    const trace = miniTrace().add('Service', 'web', { spec: { selector: labels } });
    trace.add('Node', 'n1').add('Pod', 'good', { metadata: { labels }, spec: onNode, status: running });
    trace.add('Pod', 'other', { spec: onNode, status: running });
    trace.add('Pod', 'homeless', { metadata: { labels }, status: running });
    const lost = { nodeName: 'n2' };
    trace.add('Pod', 'lost', { metadata: { labels }, spec: lost, status: running });
    const mute = { phase: 'Running', podIP: '' } as const;
    trace.add('Pod', 'mute', { metadata: { labels }, spec: onNode, status: mute });
    trace.add('Pod', 'new', { metadata: { labels }, spec: onNode, status: { phase: 'Pending' } });
    const ended = { ...running, phase: 'Failed' } as const;
    return trace.add('Pod', 'ended', { metadata: { labels }, spec: onNode, status: ended });
  };
  test('are the pods that it selects, with an address, on a node, not ended', () => {
    expect(atTheEnd(pods(), (view) => sortedNames(membersOf(view, firstService(view))))).toEqual([
      'good',
    ]);
  });
  test('serve the pods that slices of the Service name', () => {
    const trace = pods();
    const ownerReferences = ownedByObject('Service', 'web', trace.uidOf('Service', 'web'));
    const named = (name: string) => {
      const targetRef = { kind: 'Pod' as const, name, uid: trace.uidOf('Pod', name) };
      return { addresses: ['10.1.1.1'], conditions: { ready: true }, targetRef };
    };
    const nobody = { addresses: ['10.1.1.9'], conditions: { ready: true } };
    const endpoints = [named('good'), named('ended'), nobody];
    trace.add('EndpointSlice', 'web-1', { metadata: { ownerReferences }, endpoints } as object);
    trace.add('EndpointSlice', 'other', { endpoints } as object);
    const told = atTheEnd(trace, (view) => {
      const served = servedPods(view, firstService(view));
      const { length } = endpointsOf(view, firstService(view));
      return [length, sortedNames(served.map(({ pod }) => pod)), evidenceOf(view, firstService(view))];
    });
    expect(told).toEqual([3, ['good'], [0, 9]]);
  });
});
