import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { objectOf } from './fixture.ts';
import type { Replica } from './replica.ts';
import { createReplica } from './replica.ts';

const pod = (name: string, revision: number) => objectOf('Pod', name, revision);
const listing = (revision: number, ...items: readonly KubernetesObject[]) => ({
  items,
  resourceVersion: String(revision),
});

function replicaOf(...objects: readonly KubernetesObject[]): Replica {
  const replica = createReplica('Pod');
  for (const object of objects) replica.apply(object, false);
  return replica;
}

describe('a replica', () => {
  test('tells an object that comes, changes and goes, with what was before', () => {
    const replica = createReplica('Pod');
    const first = pod('a', 1);
    const second = pod('a', 2);
    expect(replica.apply(first, false)).toEqual({ change: 'ADDED', object: first, revision: 1 });
    expect(replica.apply(second, false)).toEqual({
      change: 'MODIFIED',
      object: second,
      revision: 2,
      previous: first,
    });
    expect(replica.apply(pod('a', 3), true)).toMatchObject({
      change: 'DELETED',
      revision: 3,
      previous: second,
    });
  });

  test('tells nothing twice, as after a connection that was opened again', () => {
    const replica = replicaOf(pod('a', 5));
    expect(replica.apply(pod('a', 5), false)).toBeUndefined();
    expect(replica.apply(pod('b', 4), false)).toBeUndefined();
  });

  test('takes over a list as the changes that lead to it, in order of revision', () => {
    const replica = replicaOf(pod('stays', 1), pod('goes', 2), pod('changes', 3));
    const changes = replica.replaceBy(
      listing(9, pod('comes', 8), pod('changes', 6), pod('stays', 1)),
    );
    expect(changes.map(({ change, object }) => `${change} ${object.metadata.name}`)).toEqual([
      'MODIFIED changes',
      'ADDED comes',
      'DELETED goes',
    ]);
    const revisions = changes.map(({ revision }) => revision);
    expect(revisions).toEqual([6, 8, 9.5]);
  });

  test('a list that is older than the watch takes nothing back', () => {
    const replica = replicaOf(pod('a', 1), pod('new', 7));
    expect(replica.replaceBy(listing(5, pod('a', 1)))).toEqual([]);
  });
});

describe('comparing with a list', () => {
  test('finds nothing missing when the watch told everything or more', () => {
    const replica = replicaOf(pod('a', 1), pod('b', 2), pod('later', 9));
    expect(replica.missing(listing(5, pod('a', 1), pod('b', 2)))).toEqual([]);
  });

  test('finds a lost change, a lost creation and a lost end', () => {
    const replica = replicaOf(pod('a', 1), pod('gone', 2));
    expect(replica.missing(listing(9, pod('a', 4), pod('never-seen', 3)))).toEqual([
      'Pod/a as of 4',
      'Pod/never-seen as of 3',
      'the end of Pod/gone',
    ]);
  });

  test('an object that went after the list was taken is not missing', () => {
    const replica = replicaOf(pod('a', 1));
    replica.apply(pod('a', 8), true);
    expect(replica.missing(listing(5, pod('a', 1)))).toEqual([]);
  });
});
