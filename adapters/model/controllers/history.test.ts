import { describe, expect, test } from 'vitest';
import type { ControllerRevision } from '../../../specs/kubernetes.ts';
import { hashOf, isSameData, revisionDataOf, sortRevisions, templateIn } from './history.ts';

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image }] },
});

function made(name: string, revision: number, creationTimestamp = ''): ControllerRevision {
  const metadata = { name, uid: name, resourceVersion: '1', creationTimestamp };
  return { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data: {}, revision };
}

describe('the data of a revision', () => {
  test('puts its template back, whole', () => {
    const data = revisionDataOf(template('a'));
    expect(data).toMatchObject({ spec: { template: { $patch: 'replace' } } });
    expect(templateIn({ ...made('r', 1), data })).toEqual(template('a'));
  });

  test('is the same whatever the order of its members', () => {
    const { metadata, spec } = template('a');
    const turned = { spec, metadata };
    expect(isSameData(revisionDataOf(template('a')), revisionDataOf(turned))).toBe(true);
    expect(isSameData(revisionDataOf(template('a')), revisionDataOf(template('b')))).toBe(false);
  });
});

describe('the hash', () => {
  test('is that of the data, told apart by the salt', () => {
    const hash = hashOf(revisionDataOf(template('a')), '0');
    expect(hash).toBe(hashOf(revisionDataOf(template('a')), '0'));
    expect(hash).not.toBe(hashOf(revisionDataOf(template('a')), '1'));
    expect(hash).not.toBe(hashOf(revisionDataOf(template('b')), '0'));
    expect(hash).toMatch(/^[b-df-hj-np-tvwxz2456789]{1,10}$/);
  });
});

describe('revisions', () => {
  test('are sorted by number, then age, then name', () => {
    const first = made('z', 1, '2026-01-01T00:00:09Z');
    const second = made('y', 2, '2026-01-01T00:00:01Z');
    const third = made('b', 2, '2026-01-01T00:00:02Z');
    const fourth = made('c', 2, '2026-01-01T00:00:02Z');
    expect(sortRevisions([fourth, third, second, first])).toEqual([first, second, third, fourth]);
  });
});
