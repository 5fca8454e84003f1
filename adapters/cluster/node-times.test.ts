import { describe, expect, test } from 'vitest';
import { changeOf, objectOf } from './fixture.ts';
import { createNodeClock } from './node-times.ts';

const node = (revision: number, ...effects: readonly string[]) => {
  const taints = effects.map((effect) => ({ key: 'bad', effect }));
  return objectOf('Node', 'n', revision, { spec: { taints } });
};

describe('what happened to nodes', () => {
  test('is when they got other taints that make pods leave', () => {
    let now = 5;
    const clock = createNodeClock(() => now);
    clock.follow(changeOf('ADDED', node(1)));
    clock.follow(changeOf('MODIFIED', node(2, 'NoSchedule'), node(1)));
    expect(clock.tainted.get('n')).toBeUndefined();
    now = 7;
    clock.follow(changeOf('MODIFIED', node(3, 'NoExecute'), node(2, 'NoSchedule')));
    now = 9;
    clock.follow(changeOf('MODIFIED', node(4, 'NoExecute'), node(3, 'NoExecute')));
    expect(clock.tainted.get('n')).toBe(7);
  });

  test('is when they went', () => {
    const clock = createNodeClock(() => 3);
    clock.follow(changeOf('DELETED', node(2), node(1)));
    clock.follow(changeOf('DELETED', objectOf('Pod', 'web-0', 3)));
    expect([...clock.ended]).toEqual([['n', 3]]);
  });
});
