/**
 * The house rules as a test: who may import whom, what may not be written, how long things may be,
 * that everything is registered. A rule that cannot be tested is a wish.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { properties } from './properties/index.ts';

const root = import.meta.dirname;
const folders = ['specs', 'properties', 'adapters', 'reports', 'cli'];

interface Source {
  readonly path: string;
  readonly text: string;
}

function filesBelow(folder: string, ending: RegExp): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => ending.test(path) && statSync(join(root, path)).isFile())
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const sources = folders.flatMap((folder) => filesBelow(folder, /\.ts$/));
const code = sources.filter(({ path }) => !isTest(path));

function isTest(path: string): boolean {
  return /\.test\.ts$|\/(fixture|sketch|contract|sample)\.ts$|\/testdata\//.test(path);
}

/** Which folder may import what. The first row whose prefix fits a file decides. */
const directions: readonly {
  readonly folder: string;
  readonly may: readonly RegExp[];
  readonly mayTypes?: readonly RegExp[];
  readonly never?: readonly RegExp[];
}[] = [
  {
    folder: 'specs/arbitraries/',
    may: [/^specs\//, /^fast-check$/],
    never: [/Date\.now/, /Math\.random/],
  },
  {
    folder: 'specs/',
    may: [/^specs\//, /^(yaml|zod|semver|leven)$/],
    never: [/Date\.now/, /Math\.random/, /\bprocess\./],
  },
  {
    folder: 'properties/explore',
    may: [/^(specs|properties)\//, /^fast-check$/, /^pure-rand(\/|$)/],
    never: [/Date\.now/, /Math\.random/],
  },
  {
    folder: 'properties/',
    may: [/^(specs|properties)\//],
    never: [/Date\.now/, /Math\.random/, /\bawait\b/, /\bprocess\./, /setTimeout/],
  },
  {
    folder: 'adapters/model/',
    may: [/^specs\//, /^adapters\/(model\/|[a-z-]+\.ts)/, /^pure-rand(\/|$)/],
    never: [/Date\.now/, /Math\.random/, /setTimeout/, /\bprocess\./],
  },
  {
    folder: 'adapters/cluster/',
    may: [
      /^specs\//,
      /^adapters\/(cluster\/|[a-z-]+\.ts)/,
      /^node:/,
      /^(@kubernetes\/client-node|execa|yaml|zod|p-limit|p-retry|undici|proper-lockfile)$/,
    ],
  },
  { folder: 'adapters/', may: [/^(specs)\//, /^adapters\/[a-z-]+\.ts/] },
  {
    folder: 'reports/',
    may: [
      /^(specs|reports)\//,
      // A hash is as pure as any function.
      /^node:crypto$/,
      /^(yaml|xmlbuilder2|picocolors|string-width|zod)$/,
      /^node:(fs|path)/,
    ],
    mayTypes: [/^properties\//],
  },
  { folder: 'cli/', may: [/./] },
];

interface Import {
  readonly target: string;
  readonly isType: boolean;
}

function importsOf({ path, text }: Source): readonly Import[] {
  const pattern = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  return [...text.matchAll(pattern)].map(([, isType, specifier = '']) => ({
    isType: isType !== undefined,
    target: specifier.startsWith('.')
      ? relative(root, normalize(join(root, dirname(path), specifier)))
      : specifier,
  }));
}

function ruleFor(path: string) {
  const rule = directions.find(({ folder }) => path.startsWith(folder));
  if (rule === undefined) throw new Error(`no import rule for ${path}`);
  return rule;
}

describe('import directions', () => {
  test.for(code.map(({ path }) => path))('%s imports only what its folder may', (path) => {
    const source = code.find((each) => each.path === path) ?? { path, text: '' };
    const { may, mayTypes = [] } = ruleFor(path);
    const allowed = ({ target, isType }: Import) =>
      [...may, ...(isType ? mayTypes : [])].some((pattern) => pattern.test(target));
    expect(
      importsOf(source)
        .filter((each) => !allowed(each))
        .map(({ target }) => target),
    ).toEqual([]);
  });

  test('a folder holds nothing that its rule bans', () => {
    const found = code.flatMap(({ path, text }) =>
      (ruleFor(path).never ?? [])
        .filter((pattern) => pattern.test(withoutComments(text)))
        .map((pattern) => `${path}: ${pattern.source}`),
    );
    expect(found).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

/** Words that the field uses for other things, each with the one to use here. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\binvariants?\b/i, 'property'],
  [/\boracles?\b/i, 'property'],
  [/\bnemes[ie]s\b/i, 'fault'],
  [/\bSUT\b/, 'target'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'an issue'],
  [/\b(it|test|describe)\.(skip|only|todo)\b/, 'a test that runs'],
];

describe('words', () => {
  test('say things by their names', () => {
    const found = sources.flatMap(({ path, text }) =>
      banned
        .filter(([pattern]) => pattern.test(text))
        .map(([pattern, instead]) => `${path}: ${pattern.source}, say ${instead}`),
    );
    expect(found).toEqual([]);
  });
});

describe('sizes', () => {
  test('a file has at most 300 lines', () => {
    const long = code
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  test('a line has at most 100 columns', () => {
    const wide = code.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (line.length > 100 ? [`${path}:${index + 1}`] : [])),
    );
    expect(wide).toEqual([]);
  });
});

describe('versions', () => {
  test('are compared in features.ts alone', () => {
    const users = code
      .filter(({ path, text }) => path !== 'specs/features.ts' && /from 'semver'/.test(text))
      .map(({ path }) => path);
    expect(users).toEqual([]);
  });
});

describe('properties', () => {
  const claims = code
    .map(({ path }) => path)
    .filter((path) => /^properties\/(?!vocabulary\/)[a-z-]+\/(?!index\.)[a-z0-9-]+\.ts$/.test(path));

  test('are all in the index of a folder, each id once', () => {
    const ids = properties.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const listed = sources
      .filter(({ path }) => /^properties\/[a-z-]+\/index\.ts$/.test(path))
      .flatMap((index) => importsOf(index).map(({ target }) => target));
    expect(claims.filter((path) => !listed.includes(path))).toEqual([]);
  });

  test.for(claims)('%s has its mini-traces beside it', (path) => {
    const beside = sources.find((each) => each.path === path.replace(/\.ts$/, '.test.ts'));
    expect(beside?.text ?? '').toMatch(/\bmini[A-Z]\w*\(/);
  });

  // A situation that should be met cannot be broken, only missed.
  test.for(claims)('%s is seen to be satisfied, to be broken and to be silent', (path) => {
    const [claim, beside = ''] = [path, path.replace(/\.ts$/, '.test.ts')].map(
      (wanted) => sources.find((each) => each.path === wanted)?.text,
    );
    expect(beside).toMatch(/'(passed|holds)'/);
    expect(beside).toMatch(/'(vacuous|irrelevant)'/);
    if (!/\bsometimes\(/.test(claim ?? '')) expect(beside).toMatch(/'failed'/);
  });
});

describe('the project speaks of itself alone', () => {
  const everything = [
    ...sources,
    ...filesBelow('.', /^(?!node_modules|\.git\/|dist).*\.(md|ya?ml|json)$/).filter(
      ({ path }) => !/^(node_modules|\.git|dist)\//.test(path),
    ),
  ];

  test('no path of one machine', () => {
    const paths = new RegExp(String.raw`(^|[\s'"\`(=])/(${['work', 'root'].join('|')})/`, 'm');
    expect(everything.filter(({ text }) => paths.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
