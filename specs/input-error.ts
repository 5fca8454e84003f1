/**
 * Mistakes in files that people write: where, what was expected, what was found, what was probably
 * meant. Everything that reads a file of the user reports with these.
 */
import leven from 'leven';

/** One mistake. `message` is a whole statement; the other fields add to it. */
export interface Problem {
  readonly file: string;
  /** From 1, as editors count; absent where the file as a whole is wrong. */
  readonly line?: number;
  readonly column?: number;
  /** Where in the document: `steps[2].command.verb`. */
  readonly at?: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** Input that cannot be used; it carries every mistake that was found, in the order of the file. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** `web.yaml:7:5: steps[0].after: expected a duration, found 200; did you mean 200ms?` */
export function describeProblem(problem: Problem): string {
  const { file, line, column, at, message, expected, found, suggestion } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const parts = [
    at ? `${at}: ${message}` : message,
    expected && `expected ${expected}`,
    found && `found ${found}`,
    suggestion && `did you mean ${suggestion}?`,
  ];
  return `${place}: ${parts.filter(Boolean).join('; ')}`;
}

/** The known word that `found` is a misspelling of, if one is close enough to be meant. */
export function suggest(found: string, known: readonly string[]): string | undefined {
  const near = known
    .map((word) => ({ word, distance: leven(found.toLowerCase(), word.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance)[0];
  if (near === undefined) return undefined;
  return near.distance <= Math.ceil(found.length / 3) ? near.word : undefined;
}

/** `a, b or c`, for messages that list what would have been right. */
export function anyOf(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
