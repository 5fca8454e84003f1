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
});
