import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { statefulSetsDoWithoutTheirService } from './stateful-sets-do-without-their-service.ts';

const status = (trace: ReturnType<typeof miniTrace>) =>
  trace.rest().judge(statefulSetsDoWithoutTheirService).status;

describe('services/stateful-sets-do-without-their-service', () => {
  test('holds when there are pods and no Service', () => {
    expect(status(miniTrace().add('StatefulSet', 'web').add('Pod', 'web-0'))).toBe('passed');
  });

  test('fails when there is neither', () => {
    expect(status(miniTrace().add('StatefulSet', 'web'))).toBe('failed');
  });

  test('says nothing when the Service is there, or no pod is wanted', () => {
    expect(status(miniTrace().add('Service', 'web').add('StatefulSet', 'web'))).toBe('vacuous');
    const none = { spec: { replicas: 0 } };
    expect(status(miniTrace().add('StatefulSet', 'web', none))).toBe('vacuous');
  });
});
