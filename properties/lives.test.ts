import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KubernetesObject, Pod } from '../specs/kubernetes.ts';
import { controllerOf } from '../specs/kubernetes.ts';
import type { ChangeEvent } from '../specs/trace.ts';
import { ownedByObject, readyStatus } from './fixture.ts';
import type { History } from './history.ts';
import { createHistory } from './history.ts';
import { createLives, nodeNameOf } from './lives.ts';
import { drawUp } from './sketch.ts';

const window = 2000;
const names = ['a', 'b', 'c'];
const nodes = ['n1', 'n2'];
const owners = ['o1', 'o2'];

/** What may become of the pod of a name. */
interface Turn {
  readonly name: string;
  readonly wait: number;
  readonly owner: string | undefined;
  readonly node: string | undefined;
  readonly looks: 'ready' | 'unready' | 'pending' | 'pendingReady' | 'failed' | 'succeeded';
  readonly isGoing: boolean;
  readonly end: boolean;
}

const turns = fc.array(
  fc.record<Turn>({
    name: fc.constantFrom(...names),
    wait: fc.constantFrom(0, 0, 700, 1000, 2001),
    owner: fc.constantFrom(...owners, undefined),
    node: fc.constantFrom(...nodes, undefined),
    looks: fc.constantFrom('ready', 'unready', 'pending', 'pendingReady', 'failed', 'succeeded'),
    isGoing: fc.boolean(),
    end: fc.boolean(),
  }),
  { minLength: 10, maxLength: 40 },
);

function statusOf(looks: Turn['looks']): object {
  const scheduled = { type: 'PodScheduled', status: 'True' };
  const unready = [scheduled, { type: 'Ready', status: 'False' }];
  switch (looks) {
    case 'ready':
      return { ...readyStatus(), conditions: [scheduled, ...(readyStatus().conditions ?? [])] };
    case 'unready':
      return { phase: 'Running', conditions: unready };
    case 'pending':
      return { phase: 'Pending' };
    case 'pendingReady':
      return { ...readyStatus(), phase: 'Pending' };
    case 'failed':
      return { ...readyStatus(), phase: 'Failed' };
    case 'succeeded':
      return { phase: 'Succeeded' };
    default:
      return looks satisfies never;
  }
}

function drawn({ name, owner, node, looks, isGoing }: Turn, uid: string): Pod {
  const ownerReferences = owner === undefined ? [] : ownedByObject('ReplicaSet', owner, owner);
  const deletionTimestamp = isGoing ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {};
  return drawUp('Pod', name, uid, 0, {
    metadata: { ownerReferences, ...deletionTimestamp },
    spec: node === undefined ? {} : { nodeName: node },
    status: statusOf(looks),
  });
}

/** The changes that these turns make of three pods, which come back under their old names. */
function changesOf(drawnTurns: readonly Turn[]): readonly ChangeEvent[] {
  const live = new Map<string, string>();
  let at = 0;
  return drawnTurns.map((turn, seq): ChangeEvent => {
    at += turn.wait;
    const known = live.get(turn.name);
    const uid = known ?? `${turn.name}-${seq}`;
    const change = known === undefined ? 'ADDED' : turn.end ? 'DELETED' : 'MODIFIED';
    if (change === 'DELETED') live.delete(turn.name);
    else live.set(turn.name, uid);
    return { event: 'change', seq, at, change, object: drawn(turn, uid), revision: seq + 1 };
  });
}

/** Everything that a view can be asked, as text. */
function spell(pods: readonly Pod[]) {
  const sorted = (those: readonly Pod[]) =>
    those.map(({ metadata }) => `${metadata.uid}@${JSON.stringify(metadata)}`).toSorted();
  const count = (those: readonly Pod[], isCounted: (pod: Pod) => boolean) =>
    those.filter(isCounted).length;
  const hasEnded = ({ status: { phase } }: Pod) => phase === 'Failed' || phase === 'Succeeded';
  const isGoing = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined;
  const isActive = (pod: Pod) => !hasEnded(pod) && !isGoing(pod);
  const isReady = ({ status: { phase, conditions } }: Pod) =>
    phase === 'Running' &&
    (conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
  return {
    all: sorted(pods),
    named: names.map((name) => pods.find(({ metadata }) => metadata.name === name)),
    owned: owners.map((owner) => sorted(pods.filter((pod) => controllerOf(pod)?.uid === owner))),
    on: nodes.map((node) => sorted(pods.filter(({ spec }) => spec.nodeName === node))),
    tallies: owners.map((owner) => {
      const own = pods.filter((pod) => controllerOf(pod)?.uid === owner);
      return {
        all: own.length,
        active: count(own, isActive),
        terminating: count(own, isGoing),
        terminal: count(own, hasEnded),
        ready: count(own, (pod) => isActive(pod) && isReady(pod)),
      };
    }),
  };
}

function asked(history: History, prefix: number, at: number) {
  const view = history.view(at, prefix);
  const sorted = (those: Iterable<Pod>) =>
    [...those].map(({ metadata }) => `${metadata.uid}@${JSON.stringify(metadata)}`).toSorted();
  return {
    all: sorted(view.list('Pod')),
    named: names.map((name) => view.get('Pod', name)),
    owned: owners.map((owner) => sorted(view.owned('Pod', owner))),
    on: nodes.map((node) => sorted(view.podsOn(node))),
    tallies: owners.map((owner) => view.tally(owner)),
  };
}

/** The pods that exist after the change with this number, from nothing but the changes. */
function worldAt(changes: readonly ChangeEvent[], prefix: number): readonly Pod[] {
  const pods = new Map<string, KubernetesObject>();
  for (const { seq, change, object } of changes) {
    if (seq > prefix) continue;
    if (change === 'DELETED') pods.delete(object.metadata.uid);
    else pods.set(object.metadata.uid, object);
  }
  return [...pods.values()] as Pod[];
}

/** A pod `a` of the first owner on the first node. */
const ready = (uid: string): Pod =>
  drawn(
    { name: 'a', wait: 0, owner: 'o1', node: 'n1', looks: 'ready', isGoing: false, end: false },
    uid,
  );

describe('what is remembered', () => {
  test('is what was told, at every prefix inside the window', () => {
    fc.assert(
      fc.property(turns, (drawnTurns) => {
        const changes = changesOf(drawnTurns);
        const history = createHistory(window);
        for (const change of changes) {
          history.apply(change);
          for (const { seq, at } of changes.slice(0, change.seq + 1)) {
            const next = changes[seq + 1]?.at ?? at;
            if (seq < change.seq && next < change.at - window) continue;
            expect(asked(history, seq, at)).toEqual(spell(worldAt(changes, seq)));
          }
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('is nothing of what has left the window', () => {
    const lives = createLives(window);
    const changes = changesOf(fc.sample(turns, { seed: 2, numRuns: 20 }).flat());
    for (const change of changes) lives.apply(change);
    const [last] = changes.slice(-1);
    const seq = changes.length;
    const at = (last?.at ?? 0) + 10 * window;
    const live = worldAt(changes, seq);
    for (const [index, pod] of live.entries()) {
      const event = { event: 'change', seq: seq + index, at, object: pod } as const;
      lives.apply({ ...event, change: 'DELETED', revision: seq + index + 1 });
    }
    const node = drawUp('Node', 'n1', 'n1', 0, {});
    const event = { event: 'change', object: node, change: 'ADDED' } as const;
    lives.apply({ ...event, seq: seq + 9, at: at + window, revision: seq + 9 });
    expect([...lives.ofKind('Pod')]).toHaveLength(live.length);
    lives.apply({ ...event, seq: seq + 10, at: at + window + 1, revision: seq + 10 });
    expect([...lives.ofKind('Pod')]).toEqual([]);
    expect(live.map(({ metadata }) => lives.byUid(metadata.uid))).toEqual(live.map(() => undefined));
    expect(names.flatMap((name) => lives.named('Pod', name))).toEqual([]);
    expect(owners.flatMap((owner) => [...lives.ownedBy('Pod', owner)])).toEqual([]);
    expect(nodes.flatMap((each) => [...lives.onNode(each)])).toEqual([]);
    expect(owners.flatMap((owner) => lives.tallyOf(owner))).toEqual([]);
  });

  test('of one object is the versions of the window, and the one before them', () => {
    const lives = createLives(window);
    for (let seq = 0; seq < 10; seq += 1) {
      const object = ready('a');
      const change = seq === 0 ? 'ADDED' : 'MODIFIED';
      lives.apply({ event: 'change', seq, at: seq * 1000, change, object, revision: seq + 1 });
    }
    expect(lives.byUid('a')?.versions.map(({ seq }) => seq)).toEqual([6, 7, 8, 9]);
    expect(lives.tallyOf('o1').map(({ seq }) => seq)).toEqual([6, 7, 8, 9]);
  });

  test('of pods that come and go stays small, and right', () => {
    const lives = createLives(window);
    for (let pod = 0; pod < 700; pod += 1) {
      const event = { event: 'change', object: ready(`a-${pod}`), at: pod * 1000, revision: 2 * pod + 1 } as const;
      lives.apply({ ...event, change: 'ADDED', seq: 2 * pod });
      lives.apply({ ...event, change: 'DELETED', seq: 2 * pod + 1, revision: 2 * pod + 2 });
      const kept = Math.min(pod + 1, 3);
      expect([...lives.ofKind('Pod')]).toHaveLength(kept);
      expect(lives.named('Pod', 'a')).toHaveLength(kept);
      expect([...lives.onNode('n1')]).toHaveLength(kept);
    }
  });
});

test('a pod is on the node that it is bound to, or pinned to by its name', () => {
  const pinned = (field: object, nodeName?: string) => {
    const requiredDuringSchedulingIgnoredDuringExecution = {
      nodeSelectorTerms: [{ matchExpressions: [] }, { matchFields: [field] }],
    };
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } };
    const spec = { affinity, ...(nodeName !== undefined && { nodeName }) };
    return nodeNameOf(drawUp('Pod', 'a', 'a', 0, { spec }));
  };
  expect(pinned({ key: 'metadata.name', operator: 'In', values: ['n1'] })).toBe('n1');
  expect(pinned({ key: 'metadata.name', operator: 'In', values: ['n1'] }, 'n2')).toBe('n2');
  expect(pinned({ key: 'metadata.name', operator: 'In', values: ['n1', 'n2'] })).toBeUndefined();
  expect(pinned({ key: 'metadata.name', operator: 'In' })).toBeUndefined();
  expect(pinned({ key: 'metadata.uid', operator: 'In', values: ['n1'] })).toBeUndefined();
  const bare = { nodeAffinity: {} };
  expect(nodeNameOf(drawUp('Pod', 'a', 'a', 0, { spec: { affinity: bare } }))).toBeUndefined();
  expect(nodeNameOf(drawUp('Pod', 'a', 'a', 0, {}))).toBeUndefined();
});
