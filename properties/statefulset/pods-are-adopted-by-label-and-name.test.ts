import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniSet } from './fixture.ts';
import { podsAreAdoptedByLabelAndName as property } from './pods-are-adopted-by-label-and-name.ts';

const orphan = { isOrphan: true, actor: 'user' } as const;
const adopt = (name: string) => (trace: MiniTrace) => {
  const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
  trace.change('Pod', name, { metadata: { ownerReferences } }, 'statefulset-controller');
};
const relabel = (app: string) => (trace: MiniTrace) =>
  trace.change('Pod', 'web-5', { metadata: { labels: { app } } }, 'user');

describe('statefulset/pods-are-adopted-by-label-and-name', () => {
  test('holds for a pod that fits, out of range too', () => {
    expect(miniSet().born(5, orphan).also(adopt('web-5')).judge(property)).toBe('passed');
  });
  test('fails for another name, and for other labels', () => {
    const named = miniSet().also((trace) => {
      trace.add('Pod', 'api-0', { metadata: { labels: { app: 'mini' } } }, 'user');
    });
    expect(named.also(adopt('api-0')).judge(property)).toBe('failed');
    const labelled = miniSet().born(5, { ...orphan, labels: { app: 'other' } });
    expect(labelled.also(adopt('web-5')).judge(property)).toBe('failed');
  });
  test('fails when the set is being deleted', () => {
    const told = miniSet().born(5, orphan);
    told.also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
    expect(told.also(adopt('web-5')).judge(property)).toBe('failed');
  });
  test('holds for labels that it may still have seen', () => {
    const told = (stalenessMs: number) =>
      miniSet({}, { stalenessMs }).born(5, orphan).also(relabel('other')).also(adopt('web-5'));
    expect(told(2_000).judge(property)).toBe('passed');
    expect(told(0).judge(property)).toBe('failed');
  });
  test('says nothing of pods that it created', () => {
    expect(miniSet().pod(0).judge(property)).toBe('vacuous');
  });
});
