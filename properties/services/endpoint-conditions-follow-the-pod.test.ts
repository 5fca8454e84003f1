import { describe, expect, test } from 'vitest';
import { endpointConditionsFollowThePod } from './endpoint-conditions-follow-the-pod.ts';
import { endpointOf, miniService, served, unready, withSlice } from './fixture.ts';

const property = endpointConditionsFollowThePod('Deployment');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;
const conditions = { ready: false, serving: false, terminating: false };

describe('services/endpoint-conditions-follow-the-pod', () => {
  test('holds for ready, unready and terminating pods that are told as such', () => {
    const trace = miniService().add('Pod', 'a', served()).add('Pod', 'b', unready);
    trace.add('Pod', 'c', served()).terminate('Pod', 'c');
    const going = { ready: false, serving: true, terminating: true };
    const endpoints = [
      endpointOf(trace, 'a'),
      endpointOf(trace, 'b', { conditions }),
      endpointOf(trace, 'c', { conditions: going }),
    ];
    expect(status(withSlice(trace, endpoints))).toBe('passed');
  });

  test('fails when a terminating or an unready pod is told to be ready', () => {
    const going = miniService().add('Pod', 'a', served()).terminate('Pod', 'a');
    expect(status(withSlice(going, [endpointOf(going, 'a')]))).toBe('failed');
    const weak = miniService().add('Pod', 'a', unready);
    expect(status(withSlice(weak, [endpointOf(weak, 'a')]))).toBe('failed');
  });

  test('has every endpoint ready where all are to be published', () => {
    const trace = miniService({ publishNotReadyAddresses: true }).add('Pod', 'a', unready);
    const published = { ...conditions, ready: true };
    expect(status(withSlice(trace, [endpointOf(trace, 'a', { conditions: published })]))).toBe(
      'passed',
    );
  });

  test('says nothing of a pod that is no endpoint', () => {
    expect(status(withSlice(miniService().add('Pod', 'a', served()), []))).toBe('vacuous');
  });
});
