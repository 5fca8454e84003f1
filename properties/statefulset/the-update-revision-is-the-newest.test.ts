import { describe, expect, test } from 'vitest';
import { miniSet, templateOf } from './fixture.ts';
import { theUpdateRevisionIsTheNewest as property } from './the-update-revision-is-the-newest.ts';

const reports = (
  story: ReturnType<typeof miniSet>,
  observedGeneration: number,
  updateRevision: string,
) =>
  story.also((trace) => {
    const status = { observedGeneration, updateRevision };
    trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
  });
const back = (options = {}) =>
  miniSet({}, options).roll('b').change({ template: templateOf('a') });

describe('statefulset/the-update-revision-is-the-newest', () => {
  test('holds for the template that came last', () => {
    expect(reports(miniSet().roll('b'), 2, 'web-b').judge(property)).toBe('passed');
  });
  test('holds after a rollback that raised the number', () => {
    const raised = back().also((trace) =>
      trace.change('ControllerRevision', 'web-a', { revision: 3 }, 'statefulset-controller'),
    );
    expect(reports(raised, 3, 'web-a').judge(property)).toBe('passed');
  });
  test('fails after a rollback that did not', () => {
    expect(reports(back(), 3, 'web-a').judge(property)).toBe('failed');
  });
  test('holds when the newer one may not have been seen yet', () => {
    const told = reports(back({ stalenessMs: 3_000 }), 3, 'web-a');
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for another template', () => {
    expect(reports(back(), 3, 'web-b').judge(property)).toBe('failed');
  });
  test('says nothing when the revision is gone, or the status says nothing new', () => {
    expect(reports(miniSet(), 1, 'web-x').judge(property)).toBe('vacuous');
    expect(back().judge(property)).toBe('vacuous');
  });
});
