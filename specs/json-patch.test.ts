import { describe, expect, test } from 'vitest';
import { edited, namesOf, operationsOf, patched, pointerTo } from './json-patch.ts';

const object = {
  metadata: { name: 'web', annotations: { 'x/y': 'v' } },
  spec: { replicas: 2, template: { containers: [{ image: 'a' }] } },
};

describe('edits', () => {
  test('change, add and remove single fields, and share the rest', () => {
    const after = edited(object, { '/spec/replicas': 3, '/metadata/annotations/x~1y': null });
    expect(after).toEqual({
      metadata: { name: 'web', annotations: {} },
      spec: { replicas: 3, template: { containers: [{ image: 'a' }] } },
    });
    expect(after.spec.template).toBe(object.spec.template);
    expect(edited(object, undefined)).toBe(object);
  });

  test('make what a pointer leads through', () => {
    expect(edited({}, { '/spec/selector/matchLabels/app': 'x' })).toEqual({
      spec: { selector: { matchLabels: { app: 'x' } } },
    });
    const set = { '/spec/volumes/0': { name: 'a' }, '/spec/volumes/-': { name: 'b' } };
    expect(edited({}, set)).toEqual({ spec: { volumes: [{ name: 'a' }, { name: 'b' }] } });
  });

  test('replace the items of lists, add to their end and remove from them', () => {
    const list = { a: [1, 2, 3] };
    expect(edited(list, { '/a/1': 7 })).toEqual({ a: [1, 7, 3] });
    expect(edited(list, { '/a/1': null })).toEqual({ a: [1, 3] });
    expect(edited(list, { '/a/3': 4 })).toEqual({ a: [1, 2, 3, 4] });
    expect(edited({ a: [{ b: 1 }] }, { '/a/0/b': 2 })).toEqual({ a: [{ b: 2 }] });
  });

  test('are the operations that an API server needs, one after the other', () => {
    expect(
      operationsOf(object, {
        '/spec/selector': null,
        '/spec/replicas': null,
        '/spec/strategy/type': 'Recreate',
        '/spec/strategy/rollingUpdate': {},
        '/spec/template/containers/0/image': 'b',
      }),
    ).toEqual([
      { op: 'remove', path: '/spec/replicas' },
      { op: 'add', path: '/spec/strategy', value: { type: 'Recreate' } },
      { op: 'add', path: '/spec/strategy/rollingUpdate', value: {} },
      { op: 'add', path: '/spec/template/containers/0/image', value: 'b' },
    ]);
  });
});

describe('an operation', () => {
  test('replaces a member whole, and keeps its neighbours', () => {
    const value = { spec: { selector: { app: 'web' }, replicas: 2 } };
    const operation = { op: 'add', path: '/spec/selector', value: { zone: 'y' } } as const;
    const after = patched(value, operation);
    expect(after).toEqual({ spec: { selector: { zone: 'y' }, replicas: 2 } });
    expect(patched(value, { op: 'test', path: '/spec', value: 1 })).toBe(value);
  });

  test('null is an absent field, however deep', () => {
    const add = (value: unknown) => ({ op: 'add', path: '/spec/a', value }) as const;
    expect(patched({ spec: { a: 1, b: 2 } }, add(null))).toEqual({ spec: { b: 2 } });
    expect(patched({ spec: {} }, add({ b: null, c: [{ d: null }] }))).toEqual({
      spec: { a: { c: [{}] } },
    });
  });
});

test('pointers escape what would part their names', () => {
  expect(pointerTo('metadata', 'labels', 'a/b~c')).toBe('/metadata/labels/a~1b~0c');
  expect(namesOf('/metadata/labels/a~1b~0c')).toEqual(['metadata', 'labels', 'a/b~c']);
});
