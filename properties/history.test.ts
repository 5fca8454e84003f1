import { describe, expect, test } from 'vitest';
import type { ChangeEvent } from '../specs/trace.ts';
import { miniTrace, ownedByObject, readyStatus } from './fixture.ts';
import { createHistory } from './history.ts';
import type { ClusterView } from './view.ts';

const names = (objects: Iterable<{ readonly metadata: { readonly name: string } }>) =>
  [...objects].map((object) => object.metadata.name);

/** A StatefulSet with pods web-0 (ready) and web-1, then web-0 deleted, each a second apart. */
function story() {
  const trace = miniTrace().add('StatefulSet', 'web');
  const metadata = {
    ownerReferences: ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web')),
  };
  trace.wait(1000).add('Pod', 'web-0', { metadata });
  trace.wait(1000).change('Pod', 'web-0', { status: readyStatus(2000) });
  trace.wait(1000).add('Pod', 'web-1', { metadata });
  trace.wait(1000).remove('Pod', 'web-0');
  return { owner: trace.uidOf('StatefulSet', 'web'), changes: changesOf(trace.build()) };
}

function changesOf(trace: { readonly events: readonly unknown[] }): ChangeEvent[] {
  return (trace.events as ChangeEvent[]).filter((event) => event.event === 'change');
}

function played(stalenessMs: number) {
  const { owner, changes } = story();
  const history = createHistory(stalenessMs);
  for (const change of changes) history.apply(change);
  return { owner, history, last: changes.at(-1) };
}

describe('a history', () => {
  test('shows the world as it is now', () => {
    const { owner, history } = played(0);
    const view = history.now;
    expect(names(view.owned('Pod', owner))).toEqual(['web-1']);
    expect(view.get('Pod', 'web-0')).toBeUndefined();
    expect(view.tally(owner)).toMatchObject({ all: 1, active: 1, ready: 0 });
  });

  test('shows the world as it was, inside the window', () => {
    const { owner, history } = played(10_000);
    const view = history.view(4000, 2);
    expect(names(view.owned('Pod', owner))).toEqual(['web-0']);
    expect(view.tally(owner)).toMatchObject({ all: 1, ready: 1 });
    expect(history.view(4000, 1).tally(owner)).toMatchObject({ all: 1, ready: 0 });
  });

  test('forgets what has left the window, and only that', () => {
    const { owner, changes } = story();
    const history = createHistory(1500);
    for (const change of changes) history.apply(change);
    expect(names(history.view(4000, 3).owned('Pod', owner))).toEqual(['web-0', 'web-1']);
    history.apply({ ...(changes[3] as ChangeEvent), seq: 9, at: 60_000, change: 'MODIFIED' });
    expect(names(history.view(60_000, 3).owned('Pod', owner))).not.toContain('web-0');
  });

  test('offers each admissible prefix of a kind to a claim, newest first', () => {
    const { owner, history, last } = played(10_000);
    const seen: string[][] = [];
    const moment = { seq: (last?.seq ?? 0) + 1, at: 5000 };
    const look = (view: ClusterView) => {
      seen.push(names(view.owned('Pod', owner)));
      return false;
    };
    expect(history.couldHaveSeen(moment, [{ kind: 'Pod', ownedBy: owner }], look)).toBe(false);
    expect(seen).toEqual([['web-1'], ['web-1'], ['web-0', 'web-1'], ['web-0'], ['web-0'], []]);
  });

  test('admits no prefix before one that the controller is known to have seen', () => {
    const { owner, history, last } = played(10_000);
    const moment = { seq: (last?.seq ?? 0) + 1, at: 5000 };
    const wasEmpty = (view: ClusterView) => names(view.owned('Pod', owner)).length === 0;
    const watched = { kind: 'Pod', ownedBy: owner } as const;
    expect(history.couldHaveSeen(moment, [watched], wasEmpty)).toBe(true);
    expect(history.couldHaveSeen(moment, [{ ...watched, notBefore: 1 }], wasEmpty)).toBe(false);
  });

  test('mixes prefixes of different kinds', () => {
    const { owner, history, last } = played(10_000);
    const moment = { seq: (last?.seq ?? 0) + 1, at: 5000 };
    const mixture = (view: ClusterView) =>
      view.get('StatefulSet', 'web') === undefined && names(view.list('Pod')).length === 2;
    const watched = [{ kind: 'Pod' }, { kind: 'StatefulSet' }] as const;
    expect(owner).toBeDefined();
    expect(history.couldHaveSeen(moment, watched, mixture)).toBe(true);
  });

  test('tells the time of each view, and the world before and after the newest change', () => {
    const { owner, history, last } = played(10_000);
    expect([history.now.at, history.before.at, history.view(7, 2).at]).toEqual([4000, 4000, 7]);
    expect(names(history.before.owned('Pod', owner))).toEqual(['web-0', 'web-1']);
    expect(history.previous(last as ChangeEvent)?.metadata.name).toBe('web-0');
    history.pass(9000);
    expect([history.now.at, history.before.at]).toEqual([9000, 9000]);
    const times = new Set<number>();
    const look = ({ at }: ClusterView) => times.size > 9 || !times.add(at);
    expect(history.couldHaveSeen({ seq: 5, at: 5000 }, [{ kind: 'Pod' }], look)).toBe(false);
    expect([...times]).toEqual([5000]);
  });

  test('knows which event brought an object into the state that it shows', () => {
    const { changes } = story();
    const history = createHistory(10_000);
    for (const change of changes.slice(0, 4)) history.apply(change);
    const [born, ready] = [changes[1], changes[2]].map((change) => (change as ChangeEvent).object);
    if (born === undefined || ready === undefined) throw new Error('the story is too short');
    expect([history.now.seqOf(born), history.now.seqOf(ready)]).toEqual([1, 2]);
    expect(history.now.seqOf({ ...ready })).toBe(-1);
    const stranger = { ...ready, metadata: { ...ready.metadata, uid: 'nobody' } };
    expect(history.now.seqOf(stranger)).toBe(-1);
  });

  test('has an object of one kind only', () => {
    const { owner, history } = played(0);
    expect(history.now.byUid('StatefulSet', owner)?.metadata.name).toBe('web');
    expect(history.now.byUid('Pod', owner)).toBeUndefined();
    expect(history.now.byUid('Pod', 'nobody')).toBeUndefined();
    expect(history.now.get('Pod', 'web')).toBeUndefined();
  });

  test('offers what was before a change, not the change, nor what is older than the window', () => {
    const { owner, history } = played(10_000);
    const seenAt = (at: number, scope: object) => {
      const seen: string[][] = [];
      const look = (view: ClusterView) => {
        seen.push(names(view.owned('Pod', owner)));
        return false;
      };
      history.couldHaveSeen({ seq: 3, at }, [{ kind: 'Pod', ...scope }], look);
      return seen;
    };
    expect(seenAt(3000, {})).toEqual([['web-0'], ['web-0'], ['web-0'], []]);
    // The newest change is exactly as old as the window reaches, the one before it is older.
    expect(seenAt(12_000, {})).toEqual([['web-0'], ['web-0'], ['web-0']]);
    expect(seenAt(3000, { uid: 'nobody' })).toEqual([['web-0'], ['web-0']]);
    expect(seenAt(3000, { ownedBy: 'nobody' })).toEqual([['web-0'], ['web-0']]);
    const other = miniTrace().add('Pod', 'stranger');
    const strangers = changesOf(other.build()).map((each) => ({ ...each, seq: 5, at: 4000 }));
    for (const change of strangers) history.apply(change);
    const count = (watched: object) => {
      let views = 0;
      const look = () => (views += 1) < 0;
      history.couldHaveSeen({ seq: 6, at: 5000 }, [{ kind: 'Pod', ...watched }], look);
      return views;
    };
    expect([count({}), count({ ownedBy: owner })]).toEqual([7, 6]);
  });

  test('gives the benefit of the doubt where too many mixtures would have to be tried', () => {
    const trace = miniTrace();
    for (let each = 0; each < 500; each += 1) trace.add('Pod', `p${each}`).add('Node', `n${each}`);
    const history = createHistory(0);
    for (const change of changesOf(trace.build())) history.apply(change);
    let views = 0;
    const look = () => (views += 1) < 0;
    const watched = [{ kind: 'Pod' }, { kind: 'Node' }] as const;
    expect(history.couldHaveSeen({ seq: 1000, at: 0 }, watched, look)).toBe(true);
    expect(views).toBe(1);
  });
});
