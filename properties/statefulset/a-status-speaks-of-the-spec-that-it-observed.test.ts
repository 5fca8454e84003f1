import { describe, expect, test } from 'vitest';
import {
  aStatusSpeaksOfTheSpecThatItObserved as property,
} from './a-status-speaks-of-the-spec-that-it-observed.ts';
import { miniSet } from './fixture.ts';

const said = (updateRevision: string, observedGeneration = 2) =>
  miniSet()
    .roll('b')
    .also((trace) => {
      const status = { replicas: 0, observedGeneration, updateRevision };
      trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
    });

describe('statefulset/a-status-speaks-of-the-spec-that-it-observed', () => {
  test('holds when the update revision has the template', () => {
    expect(said('web-b').judge(property)).toBe('passed');
  });
  test('fails when it has a former one', () => {
    expect(said('web-a').judge(property)).toBe('failed');
  });
  test('says nothing of a status that admits to be behind, or of unknown revisions', () => {
    expect(said('web-a', 1).judge(property)).toBe('vacuous');
    expect(said('web-z').judge(property)).toBe('vacuous');
  });
});
