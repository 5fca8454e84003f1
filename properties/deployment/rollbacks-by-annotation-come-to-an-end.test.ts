import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { rollbacksByAnnotationComeToAnEnd as property } from './rollbacks-by-annotation-come-to-an-end.ts';

describe('deployment/rollbacks-by-annotation-come-to-an-end', () => {
  const asking = (revision: string, spec = {}) => {
    const annotations = { 'deprecated.deployment.rollback.to': revision };
    const told = miniTrace().deployment(spec).set('a');
    return told.also((trace) => {
      trace.change('Deployment', 'web', { metadata: { annotations } }, 'user');
    });
  };

  test('holds when the request is gone', () => {
    const told = asking('0').also((trace) => {
      const metadata = { annotations: {} };
      trace.change('Deployment', 'web', { metadata }, 'deployment-controller').rest();
    });
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when it is still there', () => {
    expect(asking('0').also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('says nothing while paused, and of what is no number', () => {
    const paused = asking('0', { paused: true }).also((trace) => trace.rest());
    expect(paused.judge(property)).toBe('vacuous');
    expect(asking('x').also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = asking('0').also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
