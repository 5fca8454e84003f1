/**
 * Reads a YAML document against a schema and reports every mistake with its line and column.
 *
 * The schema says what is right; this file only translates its issues into sentences for people.
 */
import type { Document, Node, Pair } from 'yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './input-error.ts';
import { anyOf, InputError, suggest } from './input-error.ts';
import { keysAt } from './schema-keys.ts';

/** A document as it was written: its plain value, and a way to say where in it something is. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The place of a value, or of its key; of what surrounds it where it is absent. */
  place(path: Path, key?: 'key'): Pick<Problem, 'line' | 'column'>;
}

type Path = readonly PropertyKey[];

/** Parses YAML; refuses what is not well-formed, with every error's place. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) {
    throw new InputError(
      mistakes.map((mistake) => {
        const { line, col } = lines.linePos(mistake.pos[0]);
        return { file, line, column: col, message: `not valid YAML: ${mistake.message}` };
      }),
    );
  }
  return {
    file,
    value: document.toJS(),
    place(path, key) {
      const offset = offsetOf(document, path, key === 'key');
      if (offset === undefined) return {};
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
}

/** Reads one YAML document that must match the schema. */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>): T {
  return checkYaml(parseYaml(text, file), schema);
}

/** Checks a parsed document against the schema; throws InputError with every mistake. */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>): T {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, schema, yaml));
  throw new InputError(problems.toSorted(byPlace));
}

/** What is wrong with a plain value, for inputs that have no YAML text of their own. */
export function describeIssues(error: z.ZodError, schema: z.ZodType, value: unknown): string[] {
  const yaml: YamlFile = { file: '', value, place: () => ({}) };
  return error.issues
    .flatMap((issue) => problemsOf(issue, schema, yaml))
    .map(({ at, message, expected, found }) =>
      [at, message, expected && `expected ${expected}`, found && `found ${found}`]
        .filter(Boolean)
        .join(': '),
    );
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType, yaml: YamlFile): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, yaml.value, issue.path);
    return issue.keys.map((key) => unknownKey(key, known, issue.path, yaml));
  }
  if (issue.code === 'invalid_key') return [wrongKey(issue, yaml)];
  const value = valueAt(yaml.value, issue.path);
  const problem = { file: yaml.file, ...yaml.place(issue.path), ...at(issue.path) };
  if (issue.code === 'custom') return [customProblem(issue, problem, yaml)];
  const expected = expectationOf(issue);
  if (value === undefined) {
    return [{ ...problem, message: 'a required field is missing', ...defined({ expected }) }];
  }
  return [
    {
      ...problem,
      message: 'not a value that can be used here',
      found: show(value),
      ...defined({ expected, suggestion: suggestionFor(issue, value) }),
    },
  ];
}

function unknownKey(key: string, known: readonly string[], path: Path, yaml: YamlFile): Problem {
  return {
    file: yaml.file,
    ...yaml.place([...path, key], 'key'),
    ...at([...path, key]),
    message: `there is no field \`${key}\` here`,
    ...defined({ expected: anyOf(known) || undefined, suggestion: suggest(key, known) }),
  };
}

function wrongKey({ path, issues }: z.core.$ZodIssueInvalidKey, yaml: YamlFile): Problem {
  return {
    file: yaml.file,
    ...yaml.place(path, 'key'),
    ...at(path),
    message: 'not a key that can be used here',
    found: show(path.at(-1)),
    ...defined({ expected: issues[0]?.message }),
  };
}

/** Schemas refine with custom issues whose `params` are the further fields of a Problem. */
function customProblem(
  issue: Extract<z.core.$ZodIssue, { code: 'custom' }>,
  problem: Omit<Problem, 'message'>,
  yaml: YamlFile,
): Problem {
  const { expected, suggestion } = (issue.params ?? {}) as Partial<Problem>;
  const isKey = issue.params?.['of'] === 'key';
  const value = valueAt(yaml.value, issue.path);
  return {
    ...problem,
    ...(isKey && yaml.place(issue.path, 'key')),
    message: issue.message,
    ...defined({ expected, suggestion }),
    ...(!isKey && value !== undefined && { found: show(value) }),
  };
}

function expectationOf(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return anyOf(issue.values.map(String));
    case 'invalid_union':
      return optionsOf(issue) ?? issue.message;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function optionsOf(issue: z.core.$ZodIssue): string | undefined {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return options.length > 0 ? anyOf(options.map(String)) : undefined;
}

function suggestionFor(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  const known =
    issue.code === 'invalid_value'
      ? issue.values
      : 'options' in issue && Array.isArray(issue.options)
        ? issue.options
        : [];
  return suggest(String(value), known.map(String));
}

/** The offset of a node, or of the nearest one around it that exists. */
function offsetOf(document: Document, path: Path, wantsKey: boolean): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (wantsKey && isMap(parent)) {
    const pair = (parent.items as Pair[]).find(
      ({ key }) => isScalar(key) && key.value === path.at(-1),
    );
    if (pair && isNode(pair.key)) return pair.key.range?.[0];
  }
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node)) return (node as Node).range?.[0];
  }
  return undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

function at(path: Path): { at?: string } {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return text ? { at: text } : {};
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function byPlace(one: Problem, other: Problem): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}

function defined<T extends object>(
  fields: T,
): { [F in keyof T]?: Exclude<T[F], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
