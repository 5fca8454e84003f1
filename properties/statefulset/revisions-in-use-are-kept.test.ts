import { describe, expect, test } from 'vitest';
import type { Actor } from '../../specs/trace.ts';
import { miniSet, templateOf } from './fixture.ts';
import { revisionsInUseAreKept as property } from './revisions-in-use-are-kept.ts';

const status = { replicas: 1, currentRevision: 'web-c', updateRevision: 'web-c' };
/** Revisions a, b and c; the status names c, and a pod the one that is given. */
const rolled = (revisionHistoryLimit: number, ofPod = 'c', options = {}) =>
  miniSet({ revisionHistoryLimit, replicas: 1 }, options)
    .roll('b')
    .roll('c')
    .pod(0, { revision: ofPod })
    .also((trace) => trace.change('StatefulSet', 'web', { status }));
const forget = (
  story: ReturnType<typeof miniSet>,
  revision: string,
  actor: Actor = 'statefulset-controller',
) =>
  story
    .also((trace) => trace.remove('ControllerRevision', `web-${revision}`, actor))
    .judge(property);

describe('statefulset/revisions-in-use-are-kept', () => {
  test('holds for the oldest one beyond the limit', () => {
    expect(forget(rolled(1), 'a')).toBe('passed');
    expect(forget(rolled(0), 'b')).toBe('passed');
  });
  test('fails for a newer one', () => {
    expect(forget(rolled(1), 'b')).toBe('failed');
  });
  test('fails within the limit', () => {
    expect(forget(rolled(2), 'a')).toBe('failed');
    expect(forget(rolled(-1), 'a')).toBe('failed');
  });
  test('fails for what a pod uses, or the status', () => {
    expect(forget(rolled(0, 'a'), 'a')).toBe('failed');
    expect(forget(rolled(0), 'c')).toBe('failed');
  });
  test('holds when another limit, or no pod, may still have been seen', () => {
    const options = { stalenessMs: 1_500 };
    expect(forget(rolled(0, 'c', options).change({ revisionHistoryLimit: 2 }), 'a')).toBe('passed');
    const late = rolled(1, 'c', options).also((trace) => {
      const labels = { app: 'mini', 'controller-revision-hash': 'web-a' };
      trace.change('Pod', 'web-0', { metadata: { labels } });
    });
    expect(forget(late, 'a')).toBe('passed');
  });
  test('holds for what the status alone uses when a number could not be raised', () => {
    const labels = { app: 'mini', 'changed-by': 'user' };
    const back = (touched?: string) => {
      const told = miniSet({ revisionHistoryLimit: 0, replicas: 1 }, { stalenessMs: 1_500 });
      const says = { replicas: 1, currentRevision: 'web-b', updateRevision: 'web-b' };
      told.roll('b').pod(0).also((trace) => trace.change('StatefulSet', 'web', { status: says }));
      told.wait(9_000).change({ template: templateOf('a') }).wait(9_000);
      if (touched === undefined) return told;
      return told.also((trace) =>
        trace.change('ControllerRevision', touched, { metadata: { labels } }, 'user'),
      );
    };
    expect(forget(back('web-a'), 'b')).toBe('passed');
    expect(forget(back(), 'b')).toBe('failed');
    expect(forget(back('web-b'), 'b')).toBe('failed');
    // The newest number needs no raising.
    const raised = back().also((trace) => trace.change('ControllerRevision', 'web-a', { revision: 9 }));
    const late = raised.wait(9_000).also((trace) =>
      trace.change('ControllerRevision', 'web-a', { metadata: { labels } }, 'user'),
    );
    expect(forget(late, 'b')).toBe('failed');
  });
  test('says nothing when somebody else removes it', () => {
    expect(forget(rolled(0, 'a'), 'a', 'user')).toBe('vacuous');
    expect(forget(rolled(0, 'a'), 'a', 'garbage-collector')).toBe('vacuous');
  });
  test('says nothing while an outage may have cost the answer to a request', () => {
    const outage = { fault: 'ApiUnavailable', for: 5_000 } as const;
    expect(forget(rolled(0, 'a').fault(outage), 'a')).toBe('vacuous');
    expect(forget(rolled(0, 'a').fault(outage).wait(9_000), 'a')).toBe('failed');
    const target = { kind: 'Pod', pick: 0 } as const;
    expect(forget(rolled(0, 'a').fault({ fault: 'PodDeleted', target }), 'a')).toBe('failed');
  });
});
