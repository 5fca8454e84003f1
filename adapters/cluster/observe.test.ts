import { describe, expect, test } from 'vitest';
import type { Observation } from '../adapter.ts';
import type { AuditIndex } from './audit-index.ts';
import { createAuditIndex } from './audit-index.ts';
import { changeOf, objectOf } from './fixture.ts';
import { auditLagMs, auditPatienceMs, createObserver, holdBackMs } from './observe.ts';

const pod = (name: string, revision: number) =>
  changeOf('ADDED', objectOf('Pod', name, revision));
const set = (revision: number) => changeOf('MODIFIED', objectOf('StatefulSet', 'web', revision));

function briefly(observations: readonly Observation[]): readonly string[] {
  return observations.map((each) =>
    each.event === 'gap'
      ? `gap ${each.kind}`
      : `${each.revision} ${each.object.metadata.name}${each.actor ? ` by ${each.actor}` : ''}`,
  );
}

/** An observer whose clock the test moves. */
function observe(options: { readonly globalOrder: boolean; readonly audit?: AuditIndex }) {
  const clock = { now: 0 };
  const observer = createObserver({ now: () => clock.now, ...options });
  return { clock, observer };
}

describe('where revisions order all kinds', () => {
  test('a change is held back until nothing older can come', () => {
    const { clock, observer } = observe({ globalOrder: true });
    observer.change(set(8));
    clock.now = 10;
    observer.change(pod('web-0', 7));
    expect(observer.drain()).toEqual([]);
    clock.now = 10 + holdBackMs;
    expect(briefly(observer.drain())).toEqual(['7 web-0', '8 web']);
    expect(observer.drain()).toEqual([]);
  });

  test('a younger change does not overtake an older one that is still held back', () => {
    const { clock, observer } = observe({ globalOrder: true });
    observer.change(set(8));
    clock.now = holdBackMs;
    observer.change(pod('web-0', 7));
    expect(observer.drain()).toEqual([]);
  });

  test('what is known to be complete is not held back', () => {
    const { observer } = observe({ globalOrder: true });
    observer.change(set(8));
    observer.change(pod('web-0', 7));
    observer.change(pod('web-1', 11));
    observer.completeUpTo(10);
    expect(briefly(observer.drain())).toEqual(['7 web-0', '8 web']);
  });

  test('each change keeps the time at which it came', () => {
    const { clock, observer } = observe({ globalOrder: true });
    observer.change(set(8));
    clock.now = 5;
    observer.change(pod('web-0', 9));
    observer.completeUpTo(9);
    expect(observer.drain().map(({ at }) => at)).toEqual([0, 5]);
  });

  test('a gap is told at once', () => {
    const { observer } = observe({ globalOrder: true });
    observer.change(pod('web-0', 7));
    observer.gap('Pod', 'lost');
    expect(briefly(observer.drain())).toEqual(['gap Pod']);
  });
});

describe('where an audit log names authors', () => {
  function withAuthors(authors: Map<number, 'user' | 'kubelet'>, likely?: 'fault') {
    return observe({
      globalOrder: true,
      audit: {
        add: () => undefined,
        authorOf: ({ revision }) => authors.get(revision),
        likelyAuthorOf: () => likely,
        longestSyncMs: () => 0,
      },
    });
  }

  test('a change waits for its author, and the later ones wait with it', () => {
    const authors = new Map<number, 'user' | 'kubelet'>([[8, 'kubelet']]);
    const { observer } = withAuthors(authors);
    observer.change(pod('a', 7));
    observer.change(pod('b', 8));
    observer.completeUpTo(9);
    expect(observer.drain()).toEqual([]);
    expect(observer.waiting()).toBe(1);
    authors.set(7, 'user');
    expect(observer.waiting()).toBe(0);
    expect(briefly(observer.drain())).toEqual(['7 a by user', '8 b by kubelet']);
  });

  test('a guess is good enough only after every entry has had its time', () => {
    const { clock, observer } = withAuthors(new Map(), 'fault');
    observer.change(pod('a', 7));
    observer.completeUpTo(9);
    clock.now = auditLagMs - 1;
    expect(observer.drain()).toEqual([]);
    clock.now = auditLagMs;
    expect(briefly(observer.drain())).toEqual(['7 a by fault']);
  });

  test('a change that nobody explains is somebody unknown in the end', () => {
    const { clock, observer } = withAuthors(new Map());
    observer.change(pod('a', 7));
    clock.now = auditPatienceMs - 1;
    expect(observer.drain()).toEqual([]);
    clock.now = auditPatienceMs;
    expect(briefly(observer.drain())).toEqual(['7 a by other:unknown']);
  });

  test('nobody is unknown as long as the log has not been read', () => {
    const clock = { now: 0, read: 0 };
    const observer = createObserver({
      now: () => clock.now,
      auditedUpTo: () => clock.read,
      globalOrder: true,
      audit: createAuditIndex(),
    });
    observer.change(pod('a', 7));
    clock.now = 10 * auditPatienceMs;
    expect(observer.drain()).toEqual([]);
    clock.read = auditPatienceMs;
    expect(briefly(observer.drain())).toEqual(['7 a by other:unknown']);
  });

  test('what was there at the start is set up by the suite', () => {
    const { observer } = withAuthors(new Map());
    observer.change({ ...pod('a', 7), isSetUp: true });
    observer.completeUpTo(7);
    expect(briefly(observer.drain())).toEqual(['7 a by suite']);
  });
});

describe('where every kind has revisions of its own', () => {
  test('changes are told as they come, without authors', () => {
    const { observer } = observe({ globalOrder: false });
    observer.change(set(8));
    observer.change(pod('web-0', 7));
    expect(briefly(observer.drain())).toEqual(['8 web', '7 web-0']);
  });
});

describe('a sign of work', () => {
  const node = (revision: number, status: object) => objectOf('Node', 'n', revision, { status });
  const beat = (time: string, ready = 'True') => ({
    conditions: [{ type: 'Ready', status: ready, lastHeartbeatTime: time }],
  });

  test('is any change but a heartbeat', () => {
    const { clock, observer } = observe({ globalOrder: false });
    clock.now = 100;
    observer.change(changeOf('MODIFIED', node(2, beat('b')), node(1, beat('a'))));
    expect(observer.lastActivity()).toBe(0);
    clock.now = 200;
    observer.change(changeOf('MODIFIED', node(3, beat('c', 'Unknown')), node(2, beat('b'))));
    expect(observer.lastActivity()).toBe(200);
  });
});
