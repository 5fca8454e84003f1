import { describe, expect, test } from 'vitest';
import type { Trouble } from './trouble.ts';
import { isControl, pathOf, troubleAt, watchedResource } from './trouble.ts';

describe('a trouble', () => {
  test.for<Trouble>([
    { trouble: 'cut' },
    { trouble: 'stale', resources: ['pods'] },
    { trouble: 'stale', resources: ['daemonsets', 'nodes'] },
  ])('is understood as it was asked for: %j', (trouble) => {
    expect(isControl(pathOf(trouble))).toBe(true);
    expect(troubleAt(pathOf(trouble))).toEqual(trouble);
  });

  test.for(['/plimsoll/troubles/fire', '/plimsoll/troubles/stale'])('is not there: %s', (path) => {
    expect(troubleAt(path)).toBeUndefined();
  });

  test('has no part in what the API server is asked', () => {
    expect(isControl('/api/v1/pods?watch=true')).toBe(false);
  });
});

describe('a watch', () => {
  test.for([
    ['/api/v1/pods?allowWatchBookmarks=true&watch=true', 'pods'],
    ['/apis/apps/v1/namespaces/a/deployments?watch=1', 'deployments'],
  ])('is known by its resource: %s', ([path = '', resource]) => {
    expect(watchedResource(path, 'application/json')).toBe(resource);
  });

  test.for([
    ['a list', '/api/v1/pods?limit=500', 'application/json'],
    ['a watch that is off', '/api/v1/pods?watch=false', 'application/json'],
    [
      "the garbage collector's",
      '/api/v1/pods?watch=true',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ],
  ] as const)('is none, or left alone: %s', ([, path, accept]) => {
    expect(watchedResource(path, accept)).toBeUndefined();
  });
});
