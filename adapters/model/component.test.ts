import { describe, expect, test } from 'vitest';
import type { ReplicaSet } from '../../specs/kubernetes.ts';
import type { ApiResponse, Controller, Sync, SyncContext } from './controller.ts';
import {
  ended,
  makeWorkload,
  must,
  pass,
  podDraft,
  worldWithoutControllers,
} from './fixture.ts';
import { maxLagMs, maxSyncMs } from './lag.ts';
import type { World } from './world.ts';

const name = 'replicaset-controller';

/** A world with this controller, and a ReplicaSet that wakes it. */
function worldWith(
  sync: (key: string, context: SyncContext) => Sync,
  seed = 1,
  rest: Partial<Controller> = {},
): World {
  const factory = (): Controller => ({
    actor: name,
    watches: ['ReplicaSet', 'Pod'],
    readsItsWrites: [],
    handle: ({ kind }) => (kind === 'ReplicaSet' ? [{ key: 'web' }] : []),
    sync,
    ...rest,
  });
  const world = worldWithoutControllers(seed, { [name]: factory });
  makeWorkload(world, 'ReplicaSet', 'web');
  return world;
}

function* createTwice(): Sync {
  yield { verb: 'create', object: podDraft('a') };
  yield { verb: 'create', object: podDraft('b') };
  return 'done';
}

const podsOf = (world: World) => [...world.store.list('Pod')].map((pod) => pod.metadata.name);

describe('a sync', () => {
  test('sends one request after the other, and time passes between them', () => {
    const world = worldWith(createTwice);
    pass(world, 1000);
    expect(podsOf(world)).toEqual(['a', 'b']);
    const [first, second] = world.store.logOf('Pod');
    expect(second?.at).toBeGreaterThan(first?.at ?? 0);
    expect(first?.actor).toBe(name);
  });

  test('sees what came of its request', () => {
    const answers: ApiResponse[] = [];
    const world = worldWith(function* (): Sync {
      answers.push(yield { verb: 'create', object: podDraft('a') });
      answers.push(yield { verb: 'create', object: podDraft('a') });
      return 'done';
    });
    pass(world, 1000);
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: 'AlreadyExists' }]);
  });

  test('is tried again with back-off until it succeeds', () => {
    const times: number[] = [];
    const world: World = worldWith(() => {
      times.push(world.clock.now());
      return ended(times.length < 4 ? 'retry' : 'done');
    });
    pass(world, 10_000);
    expect(times).toHaveLength(4);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses.map((pause, index) => pause >= 5 * 2 ** index)).toEqual([true, true, true]);
  });

  test('is given up after as many retries as the controller says', () => {
    let tries = 0;
    const fail = () => {
      tries += 1;
      return ended('retry');
    };
    const world = worldWith(fail, 1, { maxRetries: 3 });
    pass(world, 100_000);
    expect(tries).toBe(4);
  });

  test('comes back after the time that it asked for', () => {
    const times: number[] = [];
    const world: World = worldWith(() => {
      times.push(world.clock.now());
      return ended(times.length === 1 ? { requeueAfterMs: 5000 } : 'done');
    });
    pass(world, 100_000);
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5000);
  });
});

test('a sync is over soon, however many requests it sends', () => {
  const slowest = Array.from({ length: 20 }, (_, seed) => {
    const times: number[] = [];
    const world: World = worldWith(function* (): Sync {
      times.push(world.clock.now());
      for (let pod = 0; pod < 30; pod += 1) {
        yield { verb: 'create', object: podDraft(`pod-${pod}`) };
      }
      return 'done';
    }, seed);
    pass(world, 10_000);
    return (world.store.logOf('Pod')[29]?.at ?? Number.NaN) - (times[0] ?? 0);
  });
  expect(Math.max(...slowest)).toBe(maxSyncMs);
  expect(Math.min(...slowest)).toBeLessThan(maxSyncMs);
});

describe('own writes', () => {
  /** How many pods of its own the cache showed at the start of each sync. */
  function seen(readsItsWrites: Controller['readsItsWrites'], seed: number): readonly number[] {
    const counts: number[] = [];
    const sync = function* (_key: string, { cache }: SyncContext): Sync {
      counts.push(cache.list('Pod').length);
      if (counts.length > 3) return 'done';
      yield { verb: 'create', object: podDraft(`pod-${counts.length}`) };
      return 'retry';
    };
    pass(worldWith(sync, seed, { readsItsWrites }), 100_000);
    return counts;
  }
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);

  test('are in the cache before the next sync of the key, where the controller waits', () => {
    for (const seed of seeds) expect(seen(['Pod'], seed)).toEqual([0, 1, 2, 3]);
  });

  test('may be missing where it does not wait', () => {
    const stale = seeds.map((seed) => seen([], seed).join()).filter((each) => each !== '0,1,2,3');
    expect(stale.length).toBeGreaterThan(0);
  });
});

describe('a killed component', () => {
  test('may or may not have made its last request, and makes no further one', () => {
    const outcomes = Array.from({ length: 40 }, (_, seed) => {
      const world = worldWith(createTwice, seed);
      const component = world.components.get(name);
      while (podsOf(world).length === 0) world.clock.step(1000);
      component?.kill();
      pass(world, 10_000);
      return podsOf(world).join();
    });
    expect(new Set(outcomes)).toEqual(new Set(['a', 'a,b']));
  });

  test('starts from a list, and loses what its controller remembered', () => {
    const lives: number[] = [];
    const world: World = worldWithoutControllers(1, {
      [name]: () => {
        lives.push(world.clock.now());
        return {
          actor: name,
          watches: ['ReplicaSet'],
          readsItsWrites: [],
          handle: ({ before, after }) => (!before && after ? [{ key: after.metadata.name }] : []),
          *sync(key): Sync {
            yield { verb: 'create', object: podDraft(`${key}-${lives.length}`) };
            return 'done';
          },
        };
      },
    });
    makeWorkload(world, 'ReplicaSet', 'web');
    pass(world, 5000);
    world.components.get(name)?.kill();
    pass(world, 5000);
    world.components.get(name)?.start();
    pass(world, 5000);
    expect(lives).toHaveLength(2);
    expect(podsOf(world)).toEqual(['web-1', 'web-2']);
  });
});

describe('an API server that does not answer', () => {
  test('fails requests, and holds caches back no longer than the cap', () => {
    const answers: string[] = [];
    const seen: (number | undefined)[] = [];
    const world = worldWith(
      function* (_key, { cache }): Sync {
        seen.push(cache.get('ReplicaSet', 'web')?.spec.replicas);
        const response = yield { verb: 'get', kind: 'ReplicaSet', name: 'web' };
        answers.push(response.ok ? 'ok' : response.error);
        return response.ok ? 'done' : 'retry';
      },
      1,
    );
    pass(world, 5000);
    world.availability.set(false);
    must(world, { verb: 'scale', kind: 'ReplicaSet', name: 'web', replicas: 5 });
    pass(world, maxLagMs - 1);
    expect(seen).toEqual([1]);
    pass(world, 2000);
    expect(seen.slice(1).every((replicas) => replicas === 5)).toBe(true);
    world.availability.set(true);
    pass(world, 10_000);
    expect(answers.join(' ')).toMatch(/^ok( Unavailable){3,}( ok)+$/);
  });

  test('may have executed a request whose answer is lost', () => {
    const outcomes = Array.from({ length: 40 }, (_, seed) => {
      const answers: string[] = [];
      const world = worldWith(function* (): Sync {
        const response = yield { verb: 'create', object: podDraft('a') };
        answers.push(response.ok ? 'ok' : response.error);
        return 'done';
      }, seed);
      // The process starts, then the sync, then its request would arrive.
      for (let steps = 0; steps < 2; steps += 1) world.clock.step(1000);
      world.availability.set(false);
      pass(world, 1000);
      return `${answers.join()} ${podsOf(world).join()}`;
    });
    expect(new Set(outcomes)).toContain('Unavailable a');
    expect(new Set(outcomes)).toContain('Unavailable ');
  });
});

test('a component is asked to run only when there is an object of its kind', () => {
  const world = worldWithoutControllers();
  makeWorkload(world, 'Deployment', 'web');
  pass(world, 10);
  const running = [...world.components].filter(([, each]) => each.isRunning()).map(([key]) => key);
  expect(running).toEqual(['deployment-controller']);
});

test('what a sync sees is the version that its informer has', () => {
  const seen: (ReplicaSet | undefined)[] = [];
  const world = worldWith((_key, { cache }) => {
    seen.push(cache.get('ReplicaSet', 'web'));
    return ended('done');
  });
  pass(world, 5000);
  expect(seen[0]).toBe(world.store.get('ReplicaSet', 'web'));
});
