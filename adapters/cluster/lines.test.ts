import { expect, test } from 'vitest';
import { linesOf } from './lines.ts';

async function split(...chunks: readonly string[]): Promise<readonly string[]> {
  const lines = [];
  async function* source() {
    yield* chunks;
  }
  for await (const line of linesOf(source())) lines.push(line);
  return lines;
}

test('puts lines together wherever the network cut them', async () => {
  expect(await split('{"a"', ':1}\n{"b":2}\n', '\n{"c', '":3}\n')).toEqual([
    '{"a":1}',
    '{"b":2}',
    '{"c":3}',
  ]);
});

test('a line without its end is no line', async () => {
  expect(await split('{"a":1}\n{"b":')).toEqual(['{"a":1}']);
});
