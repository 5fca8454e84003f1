/**
 * Every object of a trace with the versions of the last few seconds, and the indexes by name, owner
 * and node that keep looking things up cheap.
 *
 * Nothing is copied per event. What has left the staleness window is forgotten, so memory follows
 * the live objects and the window, not the length of the trace.
 */
import type { Kind, KubernetesObject, Pod } from '../specs/kubernetes.ts';
import { controllerOf, kinds } from '../specs/kubernetes.ts';
import type { Millis } from '../specs/scenario.ts';
import type { ChangeEvent } from '../specs/trace.ts';
import type { PodTally } from './view.ts';

/** What was true from an event on. */
export interface Version<T> {
  readonly seq: number;
  readonly at: Millis;
  /** Undefined: the object does not exist from here on. */
  readonly value: T | undefined;
}

/** One object's life (by uid) as far as the window reaches. */
export interface Life {
  readonly kind: Kind;
  readonly uid: string;
  readonly name: string;
  readonly versions: Version<KubernetesObject>[];
}

/** Lives by what they have or had in common. */
type Buckets = Map<string, Set<Life>>;

interface Forgetting {
  readonly at: Millis;
  readonly forget: () => void;
}

/** The indexes; all but `apply` are for looking only. */
export interface Lives {
  apply(event: ChangeEvent): void;
  byUid(uid: string): Life | undefined;
  named(kind: Kind, name: string): readonly Life[];
  ofKind(kind: Kind): ReadonlySet<Life>;
  /** Whatever of this kind has had this controller inside the window. */
  ownedBy(kind: Kind, ownerUid: string): ReadonlySet<Life>;
  /** Pods that were on this node inside the window. */
  onNode(name: string): ReadonlySet<Life>;
  tallyOf(ownerUid: string): readonly Version<PodTally>[];
}

/** No pods at all. */
export const emptyTally: PodTally = { all: 0, active: 0, terminating: 0, terminal: 0, ready: 0 };

/** Starts empty; remembers as far back as `stalenessMs`. */
export function createLives(stalenessMs: Millis): Lives {
  const lives = new Map<string, Life>();
  const ofKind = new Map<Kind, Set<Life>>(kinds.map((kind) => [kind, new Set()]));
  const named = new Map<Kind, Map<string, Life[]>>();
  // By kind as well: a workload has few revisions, however many pods it has.
  const ownedBy = new Map<Kind, Buckets>();
  const onNode: Buckets = new Map();
  const tallies = new Map<string, Version<PodTally>[]>();
  const forgetting: Forgetting[] = [];
  let forgotten = 0;

  function apply(event: ChangeEvent): void {
    forgetUntil(event.at - stalenessMs);
    const { object } = event;
    const life = lives.get(object.metadata.uid) ?? begin(object);
    const before = newest(life.versions);
    const after = event.change === 'DELETED' ? undefined : object;
    push(life.versions, { seq: event.seq, at: event.at, value: after });
    index(life, before, after, event);
    if (after === undefined) later(event.at, () => end(life));
  }

  function begin(object: KubernetesObject): Life {
    const { uid, name } = object.metadata;
    const life: Life = { kind: object.kind, uid, name, versions: [] };
    lives.set(uid, life);
    setOf(object.kind).add(life);
    const names = within(named, object.kind);
    const namesakes = names.get(name);
    if (namesakes) namesakes.push(life);
    else names.set(name, [life]);
    return life;
  }

  /** A re-created uid does not exist, so a life that ended stays ended. */
  function end(life: Life): void {
    if (newest(life.versions) !== undefined) return;
    lives.delete(life.uid);
    setOf(life.kind).delete(life);
    const names = within(named, life.kind);
    const rest = (names.get(life.name) ?? []).filter((other) => other !== life);
    if (rest.length > 0) names.set(life.name, rest);
    else names.delete(life.name);
  }

  function index(
    life: Life,
    before: KubernetesObject | undefined,
    after: KubernetesObject | undefined,
    event: ChangeEvent,
  ): void {
    const from = before && ownerUidOf(before);
    const to = after && ownerUidOf(after);
    if (from !== to) move(within(ownedBy, life.kind), life, from, to, event, ownerUidOf);
    if (life.kind !== 'Pod') return;
    const podBefore = before as Pod | undefined;
    const podAfter = after as Pod | undefined;
    const [left, reached] = [podBefore && nodeNameOf(podBefore), podAfter && nodeNameOf(podAfter)];
    if (left !== reached) {
      move(onNode, life, left, reached, event, (version) => nodeNameOf(version as Pod));
    }
    if (from === to) {
      if (to !== undefined) count(to, podBefore, podAfter, event);
      return;
    }
    if (from !== undefined) count(from, podBefore, undefined, event);
    if (to !== undefined) count(to, undefined, podAfter, event);
  }

  /** Adds at once; takes away only once no version in the window belongs there any more. */
  function move(
    buckets: Buckets,
    life: Life,
    from: string | undefined,
    to: string | undefined,
    { at, seq }: ChangeEvent,
    keyOf: (version: KubernetesObject) => string | undefined,
  ): void {
    if (to !== undefined) {
      const bucket = buckets.get(to);
      if (bucket) bucket.add(life);
      else buckets.set(to, new Set([life]));
    }
    if (from === undefined) return;
    later(at, () => {
      // Whatever came back stays, or has left again later and is forgotten then.
      const isBack = ({ seq: since, value }: Version<KubernetesObject>) =>
        since > seq && value !== undefined && keyOf(value) === from;
      if (life.versions.some(isBack)) return;
      const bucket = buckets.get(from);
      bucket?.delete(life);
      if (bucket?.size === 0) buckets.delete(from);
    });
  }

  function count(
    owner: string,
    before: Pod | undefined,
    after: Pod | undefined,
    event: ChangeEvent,
  ): void {
    let versions = tallies.get(owner);
    if (versions === undefined) tallies.set(owner, (versions = []));
    const tally = { ...(newest(versions) ?? emptyTally) };
    if (before) add(tally, before, -1);
    if (after) add(tally, after, 1);
    push(versions, { seq: event.seq, at: event.at, value: tally });
    if (tally.all === 0) {
      later(event.at, () => {
        const isLast = versions.at(-1)?.seq === event.seq;
        if (isLast && tallies.get(owner) === versions) tallies.delete(owner);
      });
    }
  }

  function push<T>(versions: Version<T>[], version: Version<T>): void {
    versions.push(version);
    const horizon = version.at - stalenessMs;
    let stale = 0;
    while (stale + 1 < versions.length && (versions[stale + 1]?.at ?? horizon) < horizon)
      stale += 1;
    if (stale > 0) versions.splice(0, stale);
  }

  function later(at: Millis, forget: () => void): void {
    forgetting.push({ at, forget });
  }

  function forgetUntil(horizon: Millis): void {
    for (;;) {
      const next = forgetting[forgotten];
      if (next === undefined || next.at >= horizon) break;
      next.forget();
      forgotten += 1;
    }
    if (forgotten > 1024 && forgotten * 2 > forgetting.length) {
      forgetting.splice(0, forgotten);
      forgotten = 0;
    }
  }

  function setOf(kind: Kind): Set<Life> {
    return ofKind.get(kind) ?? new Set();
  }

  return {
    apply,
    byUid: (uid) => lives.get(uid),
    named: (kind, name) => named.get(kind)?.get(name) ?? [],
    ofKind: setOf,
    ownedBy: (kind, ownerUid) => ownedBy.get(kind)?.get(ownerUid) ?? none,
    onNode: (name) => onNode.get(name) ?? none,
    tallyOf: (ownerUid) => tallies.get(ownerUid) ?? [],
  };
}

const none: ReadonlySet<Life> = new Set();

/** The part of an index that is about one kind. */
function within<T>(index: Map<Kind, Map<string, T>>, kind: Kind): Map<string, T> {
  let part = index.get(kind);
  if (part === undefined) index.set(kind, (part = new Map()));
  return part;
}

function ownerUidOf(object: KubernetesObject): string | undefined {
  return controllerOf(object)?.uid;
}

function newest<T>(versions: readonly Version<T>[]): T | undefined {
  return versions.at(-1)?.value;
}

/** The value in force at a prefix. Versions are few (a window's worth), so walk from the newest. */
export function valueAt<T>(versions: readonly Version<T>[], prefix: number): T | undefined {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index];
    if (version !== undefined && version.seq <= prefix) return version.value;
  }
  return undefined;
}

/** The node that a pod is bound or, as daemon pods are, pinned to. */
export function nodeNameOf(pod: Pod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const term of required?.nodeSelectorTerms ?? []) {
    const field = term.matchFields?.find((each) => each.key === 'metadata.name');
    if (field?.values?.length === 1) return field.values[0];
  }
  return undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function add(tally: Mutable<PodTally>, pod: Pod, by: 1 | -1): void {
  const { phase, conditions } = pod.status;
  const isTerminal = phase === 'Failed' || phase === 'Succeeded';
  const isTerminating = pod.metadata.deletionTimestamp !== undefined;
  tally.all += by;
  if (isTerminal) tally.terminal += by;
  if (isTerminating) tally.terminating += by;
  if (isTerminal || isTerminating) return;
  tally.active += by;
  const isReady = conditions?.some((each) => each.type === 'Ready' && each.status === 'True');
  if (phase === 'Running' && isReady) tally.ready += by;
}
