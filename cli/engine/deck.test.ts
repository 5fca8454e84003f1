import { describe, expect, test } from 'vitest';
import { deckOf } from './deck.ts';
import { savedScenarios } from './regressions.ts';

const faults = new Set(['NodeNotReady', 'ControllerRestart'] as const);
const deck = deckOf('DaemonSet', 1, faults);
const saved = savedScenarios('DaemonSet').map(({ name }) => name);
const namesOf = (runs: number, first?: string) =>
  [...deck.deal(runs, first)].map(({ name }) => name);

describe('a deck of scenarios', () => {
  test('has the saved ones before those that are drawn', () => {
    expect(namesOf(2)).toEqual([...saved, 'draw 0', 'draw 1']);
  });
  test.for(['draw 1', saved[3] ?? ''])('begins with %s where that is wanted', (first) => {
    const others = namesOf(2).filter((name) => name !== first);
    expect(namesOf(2, first)).toEqual([first, ...others]);
  });
  test.for(['draw 2', 'no-such-file'])('is as ever where %s is wanted and not there', (first) => {
    expect(namesOf(2, first)).toEqual(namesOf(2));
  });
  test('deals the same scenarios every time, which nobody can change', () => {
    const [one] = deck.deal(0);
    expect([...deckOf('DaemonSet', 1, faults).deal(0)][0]?.scenario).toBe(one?.scenario);
    expect(() => Object.assign(one?.scenario.nodes[0] ?? {}, { labels: {} })).toThrow(TypeError);
  });
  test('has other draws for another seed', () => {
    const drawn = (seed: number) => [...deckOf('DaemonSet', seed, faults).deal(1)].at(-1);
    expect(drawn(2)?.scenario).not.toEqual(drawn(1)?.scenario);
  });
});
