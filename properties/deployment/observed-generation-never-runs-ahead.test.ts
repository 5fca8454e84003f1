import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  observedGenerationNeverRunsAhead as property,
} from './observed-generation-never-runs-ahead.ts';

const reporting = (...generations: readonly number[]) => {
  const told = miniTrace().deployment().change({ replicas: 5 });
  for (const observedGeneration of generations) {
    told.also((trace) => trace.change('Deployment', 'web', { status: { observedGeneration } }));
  }
  return told.judge(property);
};

describe('deployment/observed-generation-never-runs-ahead', () => {
  test('holds while it follows the generation', () => {
    expect(reporting(1, 2)).toBe('passed');
  });

  test('fails when it is ahead, and when it goes back', () => {
    expect(reporting(3)).toBe('failed');
    expect(reporting(2, 1)).toBe('failed');
  });

  test('says nothing before anything was observed', () => {
    const told = miniTrace().deployment();
    told.also((trace) => trace.change('Deployment', 'web', { status: { replicas: 1 } }));
    expect(told.judge(property)).toBe('vacuous');
    expect(reporting()).toBe('vacuous');
  });
});
