import { expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject, show } from '../fixture.ts';
import { drawUp } from '../sketch.ts';
import { createDependents, isOrphaning, isWaiting, ownerNamed } from './dependents.ts';

const [web] = ownedByObject('ReplicaSet', 'web', 'web');
const [db] = ownedByObject('ReplicaSet', 'db', 'db');
const free = { ...db, blockOwnerDeletion: false };

/** Who depends on each owner at the end of a trace, and since when. */
function told(trace: MiniTrace, owners = ['web', 'db']) {
  const dependents = createDependents();
  show(trace, ['Pod'], () => ({ change: (moment) => dependents.follow(moment) }));
  return owners.map((owner) =>
    dependents.of(owner).map(({ name, since, isBlocking }) => [name, since, isBlocking]),
  );
}
const owned = (...ownerReferences: readonly object[]) =>
  ({ metadata: { ownerReferences } }) as { metadata: object };

test('dependents are known by every owner that they name, since they name it', () => {
  const trace = miniTrace().add('Pod', 'a', owned(web, free)).wait(5).add('Pod', 'b', owned(web));
  const both = [['a', 0, true], ['b', 5, true]];
  expect(told(trace)).toEqual([both, [['a', 0, false]]]);
  expect(told(trace.wait(5).change('Pod', 'a', owned(web)))).toEqual([both, []]);
  expect(told(trace.change('Pod', 'b', owned(web, db)))).toEqual([both, [['b', 10, true]]]);
  expect(told(trace.remove('Pod', 'b'))).toEqual([[['a', 0, true]], []]);
  expect(told(trace.add('Pod', 'c'), ['web', 'Stryker was here'])).toEqual([[['a', 0, true]], []]);
  expect(told(miniTrace().add('Pod', 'a').change('Pod', 'a', owned(web)))[0]).toHaveLength(1);
});

test('an owner is going in the foreground, or without what it owns, when a finalizer says so', () => {
  const going = (finalizers?: readonly string[], deletionTimestamp: string | undefined = 'now') =>
    drawUp('ReplicaSet', 'web', 'web', 0, { metadata: { finalizers, deletionTimestamp } });
  expect([isWaiting(going(['foregroundDeletion'])), isWaiting(going(['orphan']))]).toEqual([
    true,
    false,
  ]);
  expect([isOrphaning(going(['orphan'])), isOrphaning(going([]))]).toEqual([true, false]);
  expect([isOrphaning(going()), isWaiting(going())]).toEqual([false, false]);
  const kept = drawUp('ReplicaSet', 'web', 'web', 0, { metadata: { finalizers: ['orphan'] } });
  expect(isOrphaning(kept)).toBe(false);
});

test('an owner of a kind that traces do not have is unknown', () => {
  const trace = miniTrace().add('ReplicaSet', 'web');
  const uid = trace.uidOf('ReplicaSet', 'web');
  show(trace, ['ReplicaSet'], () => ({
    change({ after }) {
      expect(ownerNamed(after, { ...web, uid })).toMatchObject({ kind: 'ReplicaSet' });
      expect(ownerNamed(after, web)).toBeUndefined();
      expect(ownerNamed(after, { ...web, kind: 'Job' })).toBe('unknown');
    },
  }));
});
