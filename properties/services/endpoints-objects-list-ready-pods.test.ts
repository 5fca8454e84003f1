import { describe, expect, test } from 'vitest';
import { endpointsObjectsListReadyPods } from './endpoints-objects-list-ready-pods.ts';
import { addressOf, miniService, served, unready } from './fixture.ts';

const property = endpointsObjectsListReadyPods('Deployment');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;

describe('services/endpoints-objects-list-ready-pods', () => {
  test('holds when ready pods and others are told apart', () => {
    const trace = miniService().add('Pod', 'a', served()).add('Pod', 'b', unready);
    trace.add('Pod', 'c', served()).terminate('Pod', 'c');
    const subset = {
      addresses: [addressOf(trace, 'a')],
      notReadyAddresses: [addressOf(trace, 'b')],
    };
    expect(status(trace.add('Endpoints', 'web', { subsets: [subset] }))).toBe('passed');
  });

  test('fails when a terminating pod is left among the addresses', () => {
    const trace = miniService().add('Pod', 'a', served()).terminate('Pod', 'a');
    const subset = { addresses: [addressOf(trace, 'a')] };
    expect(status(trace.add('Endpoints', 'web', { subsets: [subset] }))).toBe('failed');
  });

  test('fails when an unready pod is listed as ready, or nowhere', () => {
    const trace = miniService().add('Pod', 'a', unready);
    const subset = { addresses: [addressOf(trace, 'a')] };
    expect(status(trace.add('Endpoints', 'web', { subsets: [subset] }))).toBe('failed');
    expect(status(miniService().add('Pod', 'a', unready))).toBe('failed');
  });

  test('says nothing while a pod that has ended is listed', () => {
    const trace = miniService().add('Pod', 'a', served({ status: { phase: 'Failed' } }));
    const subset = { addresses: [addressOf(trace, 'a')] };
    expect(status(trace.add('Endpoints', 'web', { subsets: [subset] }))).toBe('vacuous');
  });
});
