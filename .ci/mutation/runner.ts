/**
 * A test runner for Stryker that keeps all tests of properties in one process and switches the
 * mutants there: properties are pure functions of traces, so nothing has to be loaded anew. A
 * mutant costs the few milliseconds of the tests that reach it, not the start of a worker.
 */
import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as TestApi from './test-api.ts';
import type { WrittenTest } from './test-api.ts';

/** What the instrumented code reads and writes. */
interface Namespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: object;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string; readonly fileName: string };
  readonly mutantActivation: 'static' | 'runtime';
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

interface Result {
  readonly test: WrittenTest;
  readonly ms: number;
  readonly failure: string | undefined;
}

const scope = globalThis as unknown as { __stryker__?: Namespace };
const namespace: Namespace = (scope.__stryker__ ??= {});
const standIn = new URL('test-api.ts', import.meta.url).href;
const RealWeakMap = WeakMap;
const memories = new Set<ForgetfulMap<WeakKey, unknown>>();

/** A `WeakMap` that is emptied before each test, so that nothing that was worked out under one
 * mutant is taken for true under the next. */
class ForgetfulMap<K extends WeakKey, V> {
  #known = new RealWeakMap<K, V>();
  constructor() {
    memories.add(this);
  }
  get(key: K): V | undefined {
    return this.#known.get(key);
  }
  has(key: K): boolean {
    return this.#known.has(key);
  }
  set(key: K, value: V): this {
    this.#known.set(key, value);
    return this;
  }
  delete(key: K): boolean {
    return this.#known.delete(key);
  }
  forget(): void {
    this.#known = new RealWeakMap();
  }
}

class OneProcess {
  #tests: readonly WrittenTest[] = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'vitest' && context.parentURL !== standIn
          ? { url: standIn, shortCircuit: true }
          : next(specifier, context),
    });
  }

  async dryRun() {
    const results: Result[] = [];
    for (const test of await this.#load()) {
      namespace.currentTestId = test.id;
      results.push(await runOne(test));
    }
    namespace.currentTestId = undefined;
    return {
      status: 'complete',
      mutantCoverage: namespace.mutantCoverage ?? { static: {}, perTest: {} },
      tests: results.map(({ test, ms, failure }) => ({
        id: test.id,
        name: test.id,
        fileName: resolve(test.file),
        timeSpentMs: ms,
        ...(failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure }),
      })),
    };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }: MutantRun) {
    if (mutantActivation === 'static') namespace.activeMutant = activeMutant.id;
    const chosen = testFilter === undefined ? undefined : new Set(testFilter);
    const tests = (await this.#load()).filter(({ id }) => chosen?.has(id) ?? true);
    namespace.activeMutant = activeMutant.id;
    namespace.hitCount = 0;
    namespace.hitLimit = hitLimit;
    let ran = 0;
    try {
      for (const test of nearestFirst(tests, activeMutant.fileName)) {
        ran += 1;
        const { failure } = await runOne(test);
        if (hitLimit !== undefined && namespace.hitCount > hitLimit) {
          return { status: 'timeout', reason: `reached more than ${hitLimit} times` };
        }
        if (failure !== undefined) {
          return { status: 'killed', killedBy: [test.id], failureMessage: failure, nrOfTests: ran };
        }
      }
      return { status: 'survived', nrOfTests: ran };
    } finally {
      namespace.activeMutant = undefined;
    }
  }

  async #load(): Promise<readonly WrittenTest[]> {
    if (this.#tests.length > 0) return this.#tests;
    const api: typeof TestApi = await import(standIn);
    Object.assign(globalThis, { WeakMap: ForgetfulMap });
    const files = readdirSync('properties', { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((each) => each.endsWith('.test.ts')).toSorted()) {
      const path = join('properties', file);
      api.beginFile(path);
      await import(pathToFileURL(resolve(path)).href);
    }
    return (this.#tests = api.written);
  }
}

/** The tests beside a file know it best: they are the first to notice. */
function nearestFirst(tests: readonly WrittenTest[], path: string): readonly WrittenTest[] {
  const beside = `/${basename(path, '.ts')}.test.ts`;
  const isNear = ({ file }: WrittenTest) => file.endsWith(beside);
  return [...tests.filter(isNear), ...tests.filter((test) => !isNear(test))];
}

async function runOne(test: WrittenTest): Promise<Result> {
  for (const memory of memories) memory.forget();
  const began = performance.now();
  let failure: string | undefined;
  try {
    await test.run();
  } catch (error) {
    failure = String(error);
  }
  return { test, ms: performance.now() - began, failure };
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'one-process', injectableClass: OneProcess },
];
