/** What the steps of one sync of a DaemonSet share, and how they list and change its pods. */
import type { DaemonSet, Node, Pod } from '../../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../../specs/kubernetes.ts';
import type { Millis } from '../../../../specs/scenario.ts';
import type { Steps, SyncContext } from '../../controller.ts';
import { adoptAndRelease } from '../adoption.ts';
import type { BackOff, Expectations } from './memory.ts';
import { newPod } from './pods.ts';

/** One sync of one DaemonSet. */
export interface DaemonSync {
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly context: SyncContext;
  readonly expectations: Expectations;
  readonly backOff: BackOff;
  /** What this sync has adopted or released. */
  readonly settled: Set<string>;
  /** Asks for another sync after this time. */
  readonly lookAgainAfter: (delay: Millis) => void;
}

/** The pods of the set; undefined: adopting or releasing one failed (DS-OWN-001). Each step reads
 * the cache anew, as it may have caught up with the step before. */
export function* listPods(sync: DaemonSync): Steps<readonly Pod[] | undefined> {
  const { set, context, settled } = sync;
  const matches = ({ metadata }: Pod) => selectorMatches(set.spec.selector, metadata.labels);
  const adoption = { kind: 'Pod', owner: set, matches, settled } as const;
  const { owned, failed } = yield* adoptAndRelease(adoption, context.cache);
  return failed ? undefined : owned;
}

/** What a step wants done. */
export interface Changes {
  /** Names of nodes that get a pod. */
  readonly create: readonly string[];
  /** Names of pods. */
  readonly remove: readonly string[];
}

/** The most pods that one step creates, and deletes. */
const burst = 250;

/** Creates pods in batches of 1, 2, 4 …, none after a batch with a failure; then deletes. The set
 * is not managed again before the cache has shown it all (DS-UPD-009). False: a request failed. */
export function* changePods(sync: DaemonSync, changes: Changes, hash: string): Steps<boolean> {
  const { set, context, expectations } = sync;
  const key = set.metadata.name;
  const create = changes.create.slice(0, burst);
  const remove = changes.remove.slice(0, burst);
  expectations.expect(key, create.length, remove.length, context.nowMs());
  const isCreated = yield* createPods(sync, create, hash);
  let isDeleted = true;
  for (const name of context.shuffle(remove)) {
    const deleted = yield { verb: 'delete', kind: 'Pod', name };
    if (deleted.ok) continue;
    expectations.deletionObserved(key);
    if (deleted.error !== 'NotFound') isDeleted = false;
  }
  return isCreated && isDeleted;
}

function* createPods(
  { set, context, expectations }: DaemonSync,
  nodes: readonly string[],
  hash: string,
): Steps<boolean> {
  const key = set.metadata.name;
  let size = 1;
  for (let start = 0; start < nodes.length; ) {
    let hasFailed = false;
    for (const node of context.shuffle(nodes.slice(start, start + size))) {
      const created = yield { verb: 'create', object: newPod(set, node, hash) };
      if (created.ok) continue;
      expectations.creationObserved(key);
      hasFailed = true;
    }
    start += size;
    size *= 2;
    if (!hasFailed) continue;
    if (start < nodes.length) expectations.lowerCreations(key, nodes.length - start);
    return false;
  }
  return true;
}
