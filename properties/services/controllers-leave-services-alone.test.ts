import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { controllersLeaveServicesAlone } from './controllers-leave-services-alone.ts';

const status = (trace: ReturnType<typeof miniTrace>) =>
  trace.rest().judge(controllersLeaveServicesAlone).status;

describe('services/controllers-leave-services-alone', () => {
  test('holds when users write Services', () => {
    expect(status(miniTrace().add('Service', 'web', {}, 'user'))).toBe('passed');
  });

  test('fails when the StatefulSet controller makes one', () => {
    expect(status(miniTrace().add('Service', 'web', {}, 'statefulset-controller'))).toBe('failed');
  });

  test('says nothing without Services', () => {
    expect(status(miniTrace().add('StatefulSet', 'web'))).toBe('vacuous');
  });
});
