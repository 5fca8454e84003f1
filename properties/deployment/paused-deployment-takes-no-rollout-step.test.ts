import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { pausedDeploymentTakesNoRolloutStep as property } from './paused-deployment-takes-no-rollout-step.ts';

const paused = (options = {}) =>
  miniTrace(options)
    .deployment()
    .set('a', { available: 3, desired: 3, max: 4 })
    .wait(60_000)
    .change({ paused: true });

describe('deployment/paused-deployment-takes-no-rollout-step', () => {
  test('holds when a paused Deployment is scaled', () => {
    const told = paused().change({ replicas: 5 });
    expect(told.resize('a', 5, { desired: 5, max: 7 }).judge(property)).toBe('passed');
  });

  test('fails when a new template gets a ReplicaSet', () => {
    const told = paused().roll('b').wait(60_000).set('b', { replicas: 1 });
    expect(told.judge(property)).toBe('failed');
  });

  test('holds for a ReplicaSet created just after the pause began', () => {
    const told = miniTrace({ stalenessMs: 2000 })
      .deployment()
      .wait(60_000)
      .change({ paused: true });
    expect(told.wait(500).set('a').judge(property)).toBe('passed');
  });

  test('fails when a rollout goes on, holds when it is topped up', () => {
    const rolling = () => {
      const told = miniTrace().deployment().set('a', { desired: 3, max: 4 }).roll('b');
      told.set('b', { replicas: 0, desired: 3, max: 4 }).resize('a', 2).wait(60_000);
      told.resize('b', 1).wait(60_000).change({ paused: true });
      return told.wait(60_000);
    };
    expect(rolling().resize('a', 1).judge(property)).toBe('failed');
    expect(rolling().resize('a', 3).judge(property)).toBe('passed');
  });

  test('says nothing about Deployments that are not paused', () => {
    expect(miniTrace().deployment().set('a').judge(property)).toBe('vacuous');
  });
});
