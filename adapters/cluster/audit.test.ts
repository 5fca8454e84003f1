import { describe, expect, test } from 'vitest';
import type { AuditEntry } from './audit.ts';
import { parseAuditLine } from './audit.ts';
import { createAuditIndex } from './audit-index.ts';
import { changeOf, objectOf } from './fixture.ts';

/** A line of the log as an API server writes it, of which a test says only what matters to it. */
function lineOf(more: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    kind: 'Event',
    stage: 'ResponseComplete',
    verb: 'update',
    user: { username: 'system:serviceaccount:kube-system:statefulset-controller' },
    userAgent: 'kube-controller-manager/v1.36.3',
    objectRef: { resource: 'pods', namespace: 'here', name: 'web-0' },
    requestReceivedTimestamp: '2026-01-01T00:00:01.500000Z',
    stageTimestamp: '2026-01-01T00:00:02.750000Z',
    responseStatus: { code: 200 },
    responseObject: {
      kind: 'Pod',
      metadata: { name: 'web-0', uid: 'uid-web-0', resourceVersion: '12' },
    },
    ...more,
  });
}

function entry(more: Partial<AuditEntry>): AuditEntry {
  return {
    kind: 'Pod',
    namespace: 'here',
    name: 'web-0',
    uid: 'uid-web-0',
    verb: 'update',
    subresource: undefined,
    revision: undefined,
    actor: 'statefulset-controller',
    took: 0,
    ...more,
  };
}

const pod = (revision: number, more: Parameters<typeof objectOf>[3] = {}) =>
  objectOf('Pod', 'web-0', revision, more);

function indexOf(...entries: readonly Partial<AuditEntry>[]) {
  const index = createAuditIndex();
  for (const each of entries) index.add(entry(each));
  return index;
}

describe('a line of the audit log', () => {
  test('names the object, the revision and the author', () => {
    expect(parseAuditLine(lineOf({}))).toEqual({
      kind: 'Pod',
      namespace: 'here',
      name: 'web-0',
      uid: 'uid-web-0',
      verb: 'update',
      subresource: undefined,
      revision: 12,
      actor: 'statefulset-controller',
      took: 1250,
    });
  });

  test('takes a generated name from the answer', () => {
    const objectRef = { resource: 'pods', namespace: 'here' };
    expect(parseAuditLine(lineOf({ verb: 'create', objectRef }))?.name).toBe('web-0');
  });

  test('knows the object by its scale, by its metadata alone and by a status', () => {
    const metadata = { name: 'web-0', uid: 'uid-web-0', resourceVersion: '12' };
    for (const kind of ['Scale', 'PartialObjectMetadata']) {
      expect(parseAuditLine(lineOf({ responseObject: { kind, metadata } }))?.revision).toBe(12);
    }
    const details = { name: 'web-0', uid: 'uid-web-0' };
    const status = parseAuditLine(lineOf({ responseObject: { kind: 'Status', details } }));
    expect(status).toMatchObject({ uid: 'uid-web-0', revision: undefined });
  });

  test('names no revision where it left the one that it asked to change', () => {
    const requestObject = { metadata: { resourceVersion: '12' } };
    expect(parseAuditLine(lineOf({ verb: 'patch', requestObject }))?.revision).toBeUndefined();
    const older = { metadata: { resourceVersion: '11' } };
    expect(parseAuditLine(lineOf({ requestObject: older }))?.revision).toBe(12);
  });

  test.for([
    ['a refused write', { responseStatus: { code: 409 } }],
    ['a read', { verb: 'get' }],
    ['a kind that is not ours', { objectRef: { resource: 'leases', name: 'x' } }],
    ['an earlier stage', { stage: 'RequestReceived' }],
  ] as const)('%s is passed over', ([, more]) => {
    expect(parseAuditLine(lineOf(more))).toBeUndefined();
  });

  test('may have been written although nobody was told how it ended', () => {
    const requestObject = { metadata: { generateName: 'web-' } };
    const objectRef = { resource: 'pods', namespace: 'here' };
    const responseObject = { kind: 'Status', metadata: {} };
    const cut = { verb: 'create', responseStatus: { code: 504 }, requestObject, objectRef };
    const told = parseAuditLine(lineOf({ ...cut, responseObject }));
    expect(told).toMatchObject({ name: 'web-', isUnsure: true });
  });

  test('half a line is passed over', () => {
    expect(parseAuditLine(lineOf({}).slice(0, 80))).toBeUndefined();
  });
});

test('a sync takes no longer than the slowest dozen of requests', () => {
  const requests = Array.from({ length: 30 }, (_, took) => ({ took, revision: took }));
  expect(indexOf(...requests).longestSyncMs()).toBe(12 * 18 + 66);
  expect(indexOf({ took: 7 }).longestSyncMs()).toBe(7);
});

describe('the author of a change', () => {
  test('is the one whose answer names its revision', () => {
    const index = indexOf({ revision: 12 }, { revision: 13, actor: 'kubelet' });
    expect(index.authorOf(changeOf('MODIFIED', pod(13)))).toBe('kubelet');
    expect(index.authorOf(changeOf('MODIFIED', pod(14)))).toBeUndefined();
  });

  test('is not somebody who wrote the same and changed nothing', () => {
    const index = indexOf({ revision: 12, actor: 'kubelet' }, { revision: 12, actor: 'user' });
    expect(index.authorOf(changeOf('MODIFIED', pod(12)))).toBe('kubelet');
  });

  test.for([
    ['without status', { status: { phase: 'Running' } }, { verb: 'patch' }],
    ['of the status', { metadata: { labels: {} } }, { verb: 'patch', subresource: 'status' }],
    ['that deletes', { status: { phase: 'Running' } }, { verb: 'delete' }],
  ] as const)('is not whose write %s changed nothing, however early it is told', ([, to, idle]) => {
    const [before, after] = [pod(12), pod(13, to)];
    const change = changeOf('MODIFIED', after, before);
    const subresource = 'status' in to ? 'status' : undefined;
    const idler = { revision: 13, ...idle, actor: 'user' } as const;
    expect(indexOf(idler).authorOf(change)).toBeUndefined();
    const index = indexOf(idler, { revision: 13, subresource, actor: 'kubelet' });
    expect(index.authorOf(change)).toBe('kubelet');
    // Where nobody else is told of, it is taken for the author after all.
    expect(indexOf(idler).likelyAuthorOf(change)).toBe('user');
  });

  test('of a binding is the scheduler: no answer names its revision', () => {
    const index = indexOf({ verb: 'create', subresource: 'binding', actor: 'scheduler' });
    const bound = pod(5, { spec: { nodeName: 'n' } });
    expect(index.authorOf(changeOf('MODIFIED', bound, pod(4)))).toBe('scheduler');
    const later = pod(6, { spec: { nodeName: 'n' } });
    expect(index.authorOf(changeOf('MODIFIED', later, bound))).toBeUndefined();
  });

  test('of an end that was answered with a status is who asked for it', () => {
    const index = indexOf({ verb: 'delete', actor: 'garbage-collector' });
    expect(index.authorOf(changeOf('DELETED', pod(5), pod(4)))).toBe('garbage-collector');
  });

  test('of an end is not who deleted an earlier object of that name', () => {
    const index = indexOf({ verb: 'delete', uid: 'uid-of-another', actor: 'user' });
    expect(index.authorOf(changeOf('DELETED', pod(5), pod(4)))).toBeUndefined();
    expect(index.likelyAuthorOf(changeOf('DELETED', pod(5), pod(4)))).toBeUndefined();
  });

  test('of the grace period falling to 0 is who then removes the object', () => {
    const index = indexOf({ verb: 'delete', revision: 6, actor: 'kubelet' });
    const terminating = pod(4, { metadata: { deletionGracePeriodSeconds: 5 } });
    const last = pod(5, { metadata: { deletionGracePeriodSeconds: 0 } });
    expect(index.authorOf(changeOf('MODIFIED', last, terminating))).toBe('kubelet');
  });

  test('of an eviction is known by the mark on the pod, even if it was already going', () => {
    const index = indexOf({ verb: 'create', subresource: 'eviction', actor: 'fault' });
    const conditions = [{ type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI' }];
    const metadata = { deletionTimestamp: '2026-01-01T00:00:05Z' };
    const going = pod(4, { metadata });
    const marked = pod(5, { metadata, status: { conditions } });
    expect(index.authorOf(changeOf('MODIFIED', marked, going))).toBe('fault');
  });

  test('of the deletion that follows an eviction is likely the same', () => {
    const index = indexOf({ verb: 'create', subresource: 'eviction', actor: 'fault' });
    const going = pod(5, { metadata: { deletionTimestamp: '2026-01-01T00:00:05Z' } });
    const change = changeOf('MODIFIED', going, pod(4));
    expect(index.authorOf(change)).toBeUndefined();
    expect(index.likelyAuthorOf(change)).toBe('fault');
  });

  test('of an end by taking the last finalizer off is likely the last to write', () => {
    const index = indexOf(
      { verb: 'delete', revision: 7, actor: 'user' },
      { verb: 'patch', revision: 7, actor: 'garbage-collector' },
    );
    const change = changeOf('DELETED', pod(9), pod(7));
    expect(index.authorOf(change)).toBeUndefined();
    expect(index.likelyAuthorOf(change)).toBe('garbage-collector');
  });

  test('of the end of Endpoints that nobody asked for is the API server', () => {
    const endpoints = objectOf('Endpoints', 'web', 5);
    const change = changeOf('DELETED', endpoints, objectOf('Endpoints', 'web', 4));
    const asked = entry({ kind: 'Endpoints', name: 'web', uid: undefined, verb: 'delete' });
    expect(indexOf().likelyAuthorOf(change)).toBe('apiserver');
    expect(indexOf({ ...asked, actor: 'endpoints-controller' }).authorOf(change)).toBe(
      'endpoints-controller',
    );
    expect(indexOf().likelyAuthorOf(changeOf('DELETED', pod(5), pod(4)))).toBeUndefined();
  });

  test('may be somebody who was gone before the answer', () => {
    const index = indexOf(
      { verb: 'create', name: 'web-', isUnsure: true },
      { verb: 'update', isUnsure: true, actor: 'claim-controller' },
    );
    expect(index.authorOf(changeOf('ADDED', pod(5)))).toBeUndefined();
    expect(index.likelyAuthorOf(changeOf('ADDED', pod(5)))).toBe('statefulset-controller');
    expect(index.likelyAuthorOf(changeOf('MODIFIED', pod(6), pod(5)))).toBe('claim-controller');
    expect(index.likelyAuthorOf(changeOf('DELETED', pod(6), pod(5)))).toBeUndefined();
  });
});
