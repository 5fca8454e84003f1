import { describe, expect, test } from 'vitest';
import { aDeploymentBeingDeletedOnlyReports as property } from './a-deployment-being-deleted-only-reports.ts';
import { miniTrace, setName } from './fixture.ts';

describe('deployment/a-deployment-being-deleted-only-reports', () => {
  const going = (options = {}) => {
    const told = miniTrace(options).deployment().set('a').wait(60_000);
    return told.also((trace) => trace.terminate('Deployment', 'web', 'user')).wait(1000);
  };

  test('holds when the ReplicaSet that goes with it is not made again', () => {
    const told = going().also((trace) =>
      trace.remove('ReplicaSet', setName('a'), 'garbage-collector'),
    );
    expect(told.judge(property)).toBe('passed');
  });

  test('holds while its controller may not know yet', () => {
    expect(going({ stalenessMs: 2000 }).resize('a', 1).judge(property)).toBe('passed');
  });

  test('fails when one is created, resized, released or deleted', () => {
    expect(going().set('b').judge(property)).toBe('failed');
    expect(going().resize('a', 1).judge(property)).toBe('failed');
    const released = going().also((trace) => {
      const metadata = { ownerReferences: [] };
      trace.change('ReplicaSet', setName('a'), { metadata }, 'deployment-controller');
    });
    expect(released.judge(property)).toBe('failed');
    const deleted = going().also((trace) =>
      trace.remove('ReplicaSet', setName('a'), 'deployment-controller'),
    );
    expect(deleted.judge(property)).toBe('failed');
  });

  test('says nothing of what is noted on the new one, and of Deployments that stay', () => {
    expect(going().resize('a', 3, { revision: 2 }).judge(property)).toBe('vacuous');
    expect(miniTrace().deployment().set('a').resize('a', 1).judge(property)).toBe('vacuous');
  });
});
