import { expect, test } from 'vitest';
import { miniTrace, show } from '../fixture.ts';
import { createRecent } from './recent.ts';

test('knows what was written for an owner inside the window, and forgets the rest', () => {
  show(miniTrace({ stalenessMs: 2000 }), [], (context) => {
    const recent = createRecent(context);
    const uids = (at: number) => recent.of('web', at).map(({ uid }) => uid);
    expect(uids(0)).toEqual([]);
    expect(recent.add('web', 'a', { seq: 1, at: 1000 })).toHaveLength(1);
    expect(recent.add('web', 'b', { seq: 2, at: 2000 })).toHaveLength(2);
    expect(recent.add('db', 'c', { seq: 3, at: 2000 })).toHaveLength(1);
    expect(uids(3000)).toEqual(['a', 'b']);
    expect(uids(3001)).toEqual(['b']);
    // Time does not run backwards: what was forgotten stays forgotten.
    expect(uids(3000)).toEqual(['b']);
    expect([uids(4001), uids(4000)]).toEqual([[], []]);
    expect(recent.add('web', 'd', { seq: 4, at: 5000 })).toHaveLength(1);
    return {};
  });
});
