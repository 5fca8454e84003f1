import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { restsQuietly } from './rests-quietly.ts';

const property = restsQuietly('Deployment');
const resting = () => miniTrace().add('Deployment', 'web').add('Pod', 'web-1').rest();

describe('common/rests-quietly', () => {
  test('holds when nobody writes', () => {
    expect(resting().judge(property).status).toBe('passed');
  });

  test('fails when a controller does', () => {
    const by = 'deployment-controller';
    const trace = resting().change('Deployment', 'web', { status: { replicas: 3 } }, by);
    expect(trace.judge(property).status).toBe('failed');
    expect(resting().add('ReplicaSet', 'web-a').judge(property).status).toBe('failed');
  });

  test('lets a kubelet write, and a progress deadline pass', () => {
    const running = { status: { phase: 'Running' } } as const;
    const trace = resting().change('Pod', 'web-1', running, 'kubelet');
    const late = {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    } as const;
    trace.change('Deployment', 'web', { status: { conditions: [late] } }, 'deployment-controller');
    expect(trace.judge(property).status).toBe('passed');
  });

  test('tells a deletion from a status where nobody is named', () => {
    expect(resting().terminate('Pod', 'web-1').judge(property).status).toBe('failed');
    const trace = resting().change('Pod', 'web-1', { status: { phase: 'Running' } });
    expect(trace.judge(property).status).toBe('passed');
  });

  test('says nothing where the world did not come to rest', () => {
    const trace = miniTrace().add('Deployment', 'web').rest(false);
    trace.change('Deployment', 'web', { status: { replicas: 3 } }, 'deployment-controller');
    expect(trace.judge(property).status).toBe('vacuous');
  });
});
