import { describe, expect, test } from 'vitest';
import type { Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { chooseVictims } from './victims.ts';
import { ready, replicaSet, template, workbench } from './fixture.ts';
import type { Workbench } from './fixture.ts';

const costAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

interface Shape {
  readonly node?: string;
  readonly phase?: 'Pending' | 'Running' | 'Unknown';
  readonly readySeconds?: number;
  readonly cost?: string;
  readonly restarts?: number;
}

/** A pod of `web`; without a shape: running and ready for an hour on a node of its own. */
function pod(bench: Workbench, name: string, shape: Shape): Pod {
  const { node = name, phase = 'Running', readySeconds = 3600, cost, restarts = 0 } = shape;
  const annotations = cost === undefined ? {} : { [costAnnotation]: cost };
  const created = bench.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' }, annotations },
    spec: template('a').spec,
  });
  const since = bench.context.nowMs() - readySeconds * 1000;
  const status = { ...ready(created, since).status, phase };
  const containerStatuses = [{ name: 'main', ready: true, restartCount: restarts }];
  const isReady = readySeconds > 0 && phase === 'Running';
  const { conditions, ...unready } = status;
  return {
    ...created,
    spec: { ...created.spec, ...(node !== '' && { nodeName: node }) },
    status: { ...unready, containerStatuses, ...(isReady && { conditions }) },
  };
}

function victimsOf(shapes: Readonly<Record<string, Shape>>, surplus = 1, bench = workbench()) {
  bench.pass(7_200_000);
  const set = bench.create(replicaSet());
  const pods = Object.entries(shapes).map(([name, shape]) => pod(bench, name, shape));
  return chooseVictims(set, pods, surplus, bench.context).map((each) => each.metadata.name);
}

describe('RS-DEL-001: who goes first', () => {
  test.each<[string, Shape, Shape]>([
    ['unassigned before assigned', { node: '', phase: 'Pending' }, { phase: 'Pending' }],
    ['Pending before Unknown', { phase: 'Pending' }, { phase: 'Unknown' }],
    ['Unknown before Running', { phase: 'Unknown' }, { readySeconds: 0 }],
    ['not ready before ready', { readySeconds: 0, cost: '1000' }, { cost: '-1000' }],
    ['lower cost before higher', { cost: '-1', readySeconds: 7000 }, { readySeconds: 10 }],
    ['shorter ready before longer', { readySeconds: 10, restarts: 0 }, { restarts: 9 }],
    ['more restarts before fewer', { restarts: 2 }, { restarts: 1 }],
  ])('%s', (_, first, second) => {
    expect(victimsOf({ first, second })).toEqual(['first']);
    expect(victimsOf({ second, first })).toEqual(['first']);
  });

  test('a cost that is no plain integer counts as 0', () => {
    expect(victimsOf({ first: { cost: '-1' }, second: { cost: '+7' } })).toEqual(['first']);
    expect(victimsOf({ first: { cost: '-07' }, second: { cost: '-1' } })).toEqual(['second']);
  });

  test('nothing is chosen when all of them go', () => {
    expect(victimsOf({ first: {}, second: { readySeconds: 0 } }, 2)).toEqual(['first', 'second']);
  });
});

test('RS-DEL-003: in one logarithmic bucket the uid decides, not the restarts', () => {
  const bench = workbench();
  const [victim] = victimsOf(
    { one: { readySeconds: 3000 }, two: { readySeconds: 3300, restarts: 9 } },
    1,
    bench,
  );
  const [lowest] = bench
    .list('Pod')
    .toSorted((left, right) => (left.metadata.uid < right.metadata.uid ? -1 : 1));
  expect(victim).toBe(lowest?.metadata.name);
});

test('RS-DEL-001: pods of the Deployment on the same node count, those of others do not', () => {
  const bench = workbench();
  bench.pass(7_200_000);
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'd' };
  const owner = { ...reference, controller: true };
  const setNamed = (name: string, track: string): ReplicaSet => {
    const labels = { app: 'web', track };
    return bench.create({
      ...replicaSet({ selector: { matchLabels: labels }, template: template('a', labels) }),
      metadata: { name, labels, ownerReferences: [owner] },
    });
  };
  const placed = (name: string, labels: Record<string, string>, node: string): Pod => {
    const metadata = { name, labels };
    const { spec } = template('a');
    const created = bench.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
    const running = ready(created, bench.context.nowMs() - 1000, node);
    bench.report(running);
    return bench.get('Pod', name);
  };
  const set = setNamed('new', 'new');
  setNamed('old', 'old');
  const crowded = placed('crowded', { app: 'web', track: 'new' }, 'node-0');
  const alone = placed('alone', { app: 'web', track: 'new' }, 'node-1');
  placed('sibling', { app: 'web', track: 'old' }, 'node-0');
  placed('stranger-1', { app: 'api' }, 'node-1');
  placed('stranger-2', { app: 'api' }, 'node-1');
  expect(chooseVictims(set, [alone, crowded], 1, bench.context)).toEqual([crowded]);
});
