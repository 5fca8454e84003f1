import { describe, expect, test } from 'vitest';
import { changedText } from './mutated.ts';

const change = { id: 'x-y', file: 'pkg/a.go', find: 'a > b', put: 'a >= $&' };

describe('the text of a mutant', () => {
  test('has what is to be put there, to the letter', () => {
    expect(changedText(change, 'if a > b {\n')).toBe('if a >= $& {\n');
  });

  test.for([
    ['a file that is not there', undefined, /exactly once in pkg\/a\.go[^]*no such file/],
    ['a text that is not there', 'if b {', /0 times/],
    ['a text that is there twice', 'a > b && a > b', /2 times/],
  ] as const)('is refused for %s', ([, source, explanation]) => {
    expect(() => changedText(change, source)).toThrow(explanation);
  });
});
