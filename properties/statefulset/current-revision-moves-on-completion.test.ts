import { describe, expect, test } from 'vitest';
import type { StatefulSet } from '../../specs/kubernetes.ts';
import {
  currentRevisionMovesOnCompletion as property,
} from './current-revision-moves-on-completion.ts';
import { miniSet } from './fixture.ts';

const updating = { replicas: 3, currentRevision: 'web-a', updateRevision: 'web-b' };
const complete = { readyReplicas: 3, updatedReplicas: 3, observedGeneration: 1 };

/** The controller first says that it updates from a to b, then what the test tells. */
const reporting = (status: Partial<StatefulSet['status']>) =>
  miniSet()
    .also((trace) =>
      trace.change('StatefulSet', 'web', { status: updating }, 'statefulset-controller'),
    )
    .also((trace) => trace.change('StatefulSet', 'web', { status }, 'statefulset-controller'));

describe('statefulset/current-revision-moves-on-completion', () => {
  test('holds when all wanted pods are updated and ready', () => {
    const told = reporting({ ...complete, currentRevision: 'web-b' });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when one is not ready, not updated, or one too many', () => {
    for (const short of [{ readyReplicas: 2 }, { updatedReplicas: 2 }, { replicas: 4 }]) {
      const told = reporting({ ...complete, ...short, currentRevision: 'web-b' });
      expect(told.judge(property)).toBe('failed');
    }
  });
  test('fails when it becomes another than the update revision', () => {
    const told = reporting({ ...complete, currentRevision: 'web-c' });
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the revision that was current is gone', () => {
    const told = miniSet().also((trace) =>
      trace.change('StatefulSet', 'web', { status: updating }, 'statefulset-controller'),
    );
    told.also((trace) => trace.remove('ControllerRevision', 'web-a', 'user'));
    const status = { currentRevision: 'web-b' };
    told.also((trace) =>
      trace.change('StatefulSet', 'web', { status }, 'statefulset-controller'),
    );
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing while it stays, and when it is set for the first time', () => {
    expect(reporting({ readyReplicas: 1 }).judge(property)).toBe('vacuous');
    expect(miniSet().judge(property)).toBe('vacuous');
  });
});
