import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

/** Takes a lane and notes when it got it. */
function visitors(count: number) {
  const lanes = createLanes(count);
  const inside: string[] = [];
  const leave = new Map<string, () => void>();
  const visit = async (name: string, share: 'one' | 'all') => {
    const out = await lanes.enter(share);
    inside.push(name);
    leave.set(name, () => {
      inside.splice(inside.indexOf(name), 1);
      out();
    });
  };
  return { visit, inside, leave: (name: string) => leave.get(name)?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('so many at once, the next when one leaves', async () => {
  const { visit, inside, leave } = visitors(2);
  for (const name of ['a', 'b', 'c']) void visit(name, 'one');
  await settled();
  expect(inside).toEqual(['a', 'b']);
  leave('a');
  await settled();
  expect(inside).toEqual(['b', 'c']);
});

test('one that wants all waits for the others, and they for it', async () => {
  const { visit, inside, leave } = visitors(2);
  void visit('a', 'one');
  void visit('all', 'all');
  void visit('b', 'one');
  await settled();
  expect(inside).toEqual(['a']);
  leave('a');
  await settled();
  expect(inside).toEqual(['all']);
  leave('all');
  await settled();
  expect(inside).toEqual(['b']);
});

test('leaving twice gives back one lane', async () => {
  const lanes = createLanes(1);
  const out = await lanes.enter('one');
  out();
  out();
  const again = await lanes.enter('one');
  let second = false;
  void lanes.enter('one').then(() => (second = true));
  await settled();
  expect(second).toBe(false);
  again();
});
