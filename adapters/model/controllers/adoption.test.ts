import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';
import { statefulSetController } from './statefulset.ts';
import { adoptAndRelease } from './adoption.ts';
import { statefulSet, template } from './statefulset/fixture.ts';
import type { Pod } from '../../../specs/kubernetes.ts';
import type { ApiRequest, ApiResponse } from '../controller.ts';

/** A world with a set, a pod that it owns, an orphan and a pod of somebody else. */
function setting() {
  const world = bench(statefulSetController);
  const owner = world.create(statefulSet());
  const { metadata: { labels = {} } = {}, spec } = template('a');
  const reference = { apiVersion: 'apps/v1', kind: 'StatefulSet', controller: true };
  const pod = (name: string, uid?: string) =>
    world.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels, ...(uid && { ownerReferences: [{ ...reference, name, uid }] }) },
      spec,
    });
  pod('owned', owner.metadata.uid);
  pod('orphan');
  pod('foreign', 'somebody-else');
  return { world, owner };
}

type Setting = ReturnType<typeof setting>;

/** Runs it to its end; `answer` may take the API server's place. */
function adopt(
  { world, owner }: Setting,
  matches: (pod: Pod) => boolean,
  answer: (request: ApiRequest) => ApiResponse | undefined = () => undefined,
) {
  const steps = adoptAndRelease({ kind: 'Pod', owner, matches }, world.context.cache);
  let step = steps.next();
  while (step.done !== true) {
    const request = step.value;
    const response = answer(request) ?? { ok: true, object: world.send(request) };
    step = steps.next(response);
  }
  const { owned, failed } = step.value;
  return { owned: owned.map(({ metadata }) => metadata.name), failed };
}

const ownersOf = ({ world }: Setting, name: string) =>
  world.get('Pod', name).metadata.ownerReferences?.map(({ uid }) => uid);

describe('a controller', () => {
  test('keeps what matches, takes orphans, leaves those of others', () => {
    const all = setting();
    expect(adopt(all, () => true)).toEqual({ owned: ['owned', 'orphan'], failed: false });
    expect(ownersOf(all, 'orphan')).toEqual([all.owner.metadata.uid]);
    expect(ownersOf(all, 'foreign')).toEqual(['somebody-else']);
  });

  test('lets go of what does not match', () => {
    const all = setting();
    expect(adopt(all, () => false)).toEqual({ owned: [], failed: false });
    expect(ownersOf(all, 'owned')).toBeUndefined();
  });

  test('does not adopt once the API server knows better', () => {
    const all = setting();
    const finished = adopt(all, () => true, ({ verb }) =>
      verb === 'get' ? { ok: false, error: 'NotFound', message: 'gone' } : undefined,
    );
    expect(finished).toEqual({ owned: ['owned'], failed: true });
  });

  test('takes a pod that vanished for no failure, a conflict for one', () => {
    for (const [error, failed] of [['NotFound', false], ['Conflict', true]] as const) {
      const finished = adopt(setting(), () => true, ({ verb }) =>
        verb === 'update' ? { ok: false, error, message: error } : undefined,
      );
      expect(finished).toEqual({ owned: ['owned'], failed });
    }
  });

  test('that is being deleted neither adopts nor releases', () => {
    const all = setting();
    const { name } = all.owner.metadata;
    const policy = { propagationPolicy: 'Foreground' } as const;
    all.world.send({ verb: 'delete', kind: 'StatefulSet', name, ...policy });
    const owner = all.world.get('StatefulSet', name);
    expect(adopt({ ...all, owner }, (pod) => pod.metadata.name === 'orphan')).toEqual({
      owned: [],
      failed: false,
    });
    expect(ownersOf(all, 'owned')).toEqual([owner.metadata.uid]);
  });
});
