import { describe, expect, test } from 'vitest';
import { miniSet, templateOf } from './fixture.ts';
import {
  onlyANewTemplateStartsAnUpdate as property,
} from './only-a-new-template-starts-an-update.ts';

/** The controller says that it looked at this generation, and what it updates to. */
const reports = (story: ReturnType<typeof miniSet>, generation: number, revision: string) =>
  story.also((trace) => {
    const status = { observedGeneration: generation, updateRevision: `web-${revision}` };
    trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
  });
const begun = () => reports(miniSet(), 1, 'a');

describe('statefulset/only-a-new-template-starts-an-update', () => {
  test('holds when another change leaves the update revision alone', () => {
    expect(reports(begun().change({ replicas: 5 }), 2, 'a').judge(property)).toBe('passed');
  });
  test('fails when scaling makes a new one', () => {
    expect(reports(begun().change({ replicas: 5 }), 2, 'b').judge(property)).toBe('failed');
  });
  test('fails when the template went and came back, and the revision is another', () => {
    const there = begun().roll('b').change({ template: templateOf('a') });
    expect(reports(there, 3, 'b').judge(property)).toBe('failed');
  });
  test('says nothing of a new template, and of the first report', () => {
    expect(reports(begun().roll('b'), 2, 'b').judge(property)).toBe('vacuous');
    expect(reports(miniSet(), 1, 'b').judge(property)).toBe('vacuous');
  });
  test('says nothing when the former revision is gone', () => {
    const told = begun().also((trace) => trace.remove('ControllerRevision', 'web-a', 'user'));
    expect(reports(told.change({ replicas: 5 }), 2, 'c').judge(property)).toBe('vacuous');
  });
});
