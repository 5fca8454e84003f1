import { describe, expect, test } from 'vitest';
import type { PodBehaviour } from '../../specs/behaviour.ts';
import type { Pod } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { makePod, must, pass, worldWithoutControllers } from './fixture.ts';
import type { World } from './world.ts';

function worldWithNode(seed = 1): World {
  const world = worldWithoutControllers(seed);
  world.addNode({}, 'suite');
  return world;
}

interface Look {
  readonly after: number;
  readonly phase: string | undefined;
  readonly ready: string | undefined;
  readonly restarts: number | undefined;
}

function look(pod: Pod, after: number): Look {
  return {
    after,
    phase: pod.status.phase,
    ready: conditionOf(pod, 'Ready')?.status,
    restarts: pod.status.containerStatuses?.[0]?.restartCount,
  };
}

/** What a pod of this behaviour goes through from the moment that it is bound. */
function lifeOf(behaviour: Partial<PodBehaviour>, duration = 60_000): readonly Look[] {
  const world = worldWithNode();
  makePod(world, 'a', { behaviour });
  pass(world, duration);
  const bound = world.store.log.find((each) => each.actor === 'scheduler')?.at ?? 0;
  return world.store
    .logOf('Pod')
    .flatMap(({ actor, after, at }) =>
      actor === 'kubelet' && after?.kind === 'Pod' ? [look(after, at - bound)] : [],
    );
}

const shape = (looks: readonly Look[]) =>
  looks.map(({ phase, ready, restarts }) => `${phase} ${ready} ${restarts}`);

describe('stages', () => {
  test('ready: Running half-way, Ready at its time, then nothing more', () => {
    const looks = lifeOf({ kind: 'ready', readyAfterMs: 3000 });
    expect(shape(looks)).toEqual(['Running False 0', 'Running True 0']);
    expect(looks[1]?.after).toBeGreaterThanOrEqual(3000);
    expect(looks[1]?.after).toBeLessThan(3100);
  });

  test('ready at once', () => {
    expect(shape(lifeOf({ kind: 'ready', readyAfterMs: 0 }))).toEqual(['Running True 0']);
  });

  test('never-ready: Running, and that is all', () => {
    expect(shape(lifeOf({ kind: 'never-ready', readyAfterMs: 2000 }))).toEqual(['Running False 0']);
    expect(shape(lifeOf({ kind: 'never-ready', readyAfterMs: 0 }))).toEqual(['Running False 0']);
  });

  test('flapping: loses readiness as often as it says', () => {
    const looks = lifeOf({ kind: 'flapping', times: 2, periodMs: 500, readyAfterMs: 1000 });
    expect(shape(looks)).toEqual([
      'Running False 0',
      'Running True 0',
      'Running False 0',
      'Running True 0',
      'Running False 0',
      'Running True 0',
    ]);
    const times = looks.map(({ after }) => after);
    expect(times.slice(2).map((time, index) => time - (times[index + 1] ?? 0))).toEqual([
      500, 500, 500, 500,
    ]);
  });

  test('crashing: every restart is counted', () => {
    const looks = lifeOf({ kind: 'crashing', times: 2, periodMs: 500, readyAfterMs: 0 });
    expect(shape(looks)).toEqual([
      'Running True 0',
      'Running False 1',
      'Running True 1',
      'Running False 2',
      'Running True 2',
    ]);
  });

  test('failing: ends instead of getting Ready', () => {
    const looks = lifeOf({ kind: 'failing', readyAfterMs: 1000 });
    expect(shape(looks)).toEqual(['Running False 0', 'Failed False 0']);
  });

  test('transition times are whole seconds, and move only when the status does', () => {
    const world = worldWithNode();
    makePod(world, 'a', { behaviour: { kind: 'ready', readyAfterMs: 5000 } });
    pass(world, 60_000);
    const pod = world.store.get('Pod', 'a');
    expect(pod && conditionOf(pod, 'Ready')?.lastTransitionTime).toBe('2026-01-01T00:00:05Z');
    expect(pod && conditionOf(pod, 'Initialized')?.lastTransitionTime).toBe('2026-01-01T00:00:02Z');
  });
});

describe('removal', () => {
  function goneAfter(terminatesAfterMs: number, seed: number): number {
    const world = worldWithNode(seed);
    makePod(world, 'a', { behaviour: { terminatesAfterMs } });
    pass(world, 5000);
    must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
    pass(world, 60_000);
    const last = world.store.log.at(-1);
    expect(last).toMatchObject({ actor: 'kubelet', after: undefined });
    return (last?.at ?? 0) - 5000;
  }

  test('takes as long as the pod needs, at most its grace period', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(goneAfter(2000, seed)).toBeGreaterThan(2000);
      expect(goneAfter(2000, seed)).toBeLessThan(2300);
      expect(goneAfter(60_000, seed)).toBeLessThan(5300);
    }
  });

  test('sometimes reports that the containers have ended, sometimes not', () => {
    const phases = Array.from({ length: 40 }, (_, seed) => {
      const world = worldWithNode(seed);
      makePod(world, 'a');
      pass(world, 5000);
      must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
      pass(world, 5000);
      const removed = world.store.log.at(-1)?.before;
      return removed?.kind === 'Pod' ? removed.status.phase : undefined;
    });
    expect(new Set(phases)).toEqual(new Set(['Running', 'Succeeded', 'Failed']));
  });

  test('does not touch a namesake that came after a forced deletion', () => {
    const world = worldWithNode();
    makePod(world, 'a', { behaviour: { terminatesAfterMs: 3000 } });
    pass(world, 5000);
    must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
    must(world, { verb: 'delete', kind: 'Pod', name: 'a', gracePeriodSeconds: 0 });
    const { uid } = makePod(world, 'a').metadata;
    pass(world, 60_000);
    expect(world.store.get('Pod', 'a')?.metadata).toMatchObject({ uid });
    expect(world.store.get('Pod', 'a')?.metadata.deletionTimestamp).toBeUndefined();
  });
});

describe('a silent node', () => {
  test('freezes its pods until it returns', () => {
    const world = worldWithNode();
    makePod(world, 'growing', { behaviour: { readyAfterMs: 3000 } });
    makePod(world, 'leaving');
    pass(world, 2000);
    world.heartbeats.set('node-0', false);
    must(world, { verb: 'delete', kind: 'Pod', name: 'leaving' });
    const revision = world.store.revision();
    pass(world, 40_000);
    expect(world.store.revision()).toBe(revision);
    world.heartbeats.set('node-0', true);
    pass(world, 10_000);
    const growing = world.store.get('Pod', 'growing');
    expect(growing && conditionOf(growing, 'Ready')?.status).toBe('True');
    expect(world.store.get('Pod', 'leaving')).toBeUndefined();
  });
});

describe('holding back', () => {
  test('keeps a pod from being Ready until it is let go', () => {
    const world = worldWithNode();
    const pod = makePod(world, 'a');
    pass(world, 5000);
    expect(world.kubelets.holdBack(pod, true, 1)).toBe(true);
    pass(world, 60_000);
    const held = world.store.get('Pod', 'a');
    expect(held && look(held, 0)).toMatchObject({ ready: 'False', restarts: 1 });
    world.kubelets.holdBack(pod, false, 0);
    const free = world.store.get('Pod', 'a');
    expect(free && look(free, 0)).toMatchObject({ ready: 'True', restarts: 1 });
  });

  test('does not make a pod Ready that would not be', () => {
    const world = worldWithNode();
    const pod = makePod(world, 'a', { behaviour: { kind: 'never-ready' } });
    pass(world, 5000);
    world.kubelets.holdBack(pod, true, 0);
    world.kubelets.holdBack(pod, false, 0);
    const after = world.store.get('Pod', 'a');
    expect(after && look(after, 0).ready).toBe('False');
  });

  test('two of them end with the second', () => {
    const world = worldWithNode();
    const pod = makePod(world, 'a');
    pass(world, 5000);
    world.kubelets.holdBack(pod, true, 0);
    world.kubelets.holdBack(pod, true, 0);
    world.kubelets.holdBack(pod, false, 0);
    const after = world.store.get('Pod', 'a');
    expect(after && look(after, 0).ready).toBe('False');
  });
});
