import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { podDraft } from './fixture.ts';
import { emptyTable } from './table.ts';

function podOf(name: string, owner: string | undefined, version = 0): Pod {
  const reference = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true };
  const owners = owner === undefined ? [] : [{ ...reference, uid: owner }];
  const pod = podDraft(name, { owners });
  const metadata = { ...pod.metadata, resourceVersion: String(version) };
  return { ...pod, metadata, status: {} } as unknown as Pod;
}

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const owners = fc.constantFrom('x', 'y', undefined);
const steps = fc.array(
  fc.record({ name: names, owner: owners, isRemoved: fc.boolean(), isRead: fc.boolean() }),
);

test('every index says what the plain list says, whenever it is asked', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const table = emptyTable<'Pod'>();
      const expected = new Map<string, Pod>();
      for (const [version, { name, owner, isRemoved, isRead }] of plan.entries()) {
        const pod = podOf(name, owner, version);
        if (isRemoved) table.delete(name);
        else table.set(pod);
        if (isRemoved) expected.delete(name);
        else expected.set(name, pod);
        if (!isRead) continue;
        const sorted = [...expected.keys()].toSorted().flatMap((key) => expected.get(key) ?? []);
        const ownedBy = (uid?: string) => sorted.filter((each) => controllerOf(each)?.uid === uid);
        expect(table.all()).toEqual(sorted);
        expect(table.owned('x')).toEqual(ownedBy('x'));
        expect(table.orphans()).toEqual(ownedBy());
      }
    }),
  );
});

test('a list that was given out does not change any more', () => {
  const table = emptyTable<'Pod'>();
  table.set(podOf('a', 'x'));
  const [all, owned] = [table.all(), table.owned('x')];
  table.set(podOf('a', 'x', 1));
  expect([...all, ...owned].map((pod) => pod.metadata.resourceVersion)).toEqual(['0', '0']);
  table.set(podOf('b', 'x'));
  table.delete('a');
  expect(all.map((pod) => pod.metadata.name)).toEqual(['a']);
  expect(owned.map((pod) => pod.metadata.name)).toEqual(['a']);
  expect(table.owned('x').map((pod) => pod.metadata.name)).toEqual(['b']);
});
