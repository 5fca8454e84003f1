/**
 * The world as a trace tells it: every live object, plus the versions of the last few seconds, so
 * that a monitor can ask what a controller with a lagging cache may have seen.
 *
 * Nothing is copied per event. An object keeps its versions inside the staleness window; a view is a
 * prefix (a `seq`) per kind, and looks each object up at that prefix. What has left the window is
 * forgotten, so memory follows the live objects and the window, not the length of the trace.
 */
import type { Kind, KubernetesObject, ObjectOf, Pod } from '../specs/kubernetes.ts';
import { controllerOf, kinds } from '../specs/kubernetes.ts';
import type { Millis } from '../specs/scenario.ts';
import type { ChangeEvent } from '../specs/trace.ts';
import type { ClusterView, PodTally, Watched } from './view.ts';

interface Version<T> {
  readonly seq: number;
  readonly at: Millis;
  /** Undefined: the object does not exist from here on. */
  readonly value: T | undefined;
}

/** One object's life (by uid) as far as the window reaches. */
interface Life {
  readonly kind: Kind;
  readonly uid: string;
  readonly name: string;
  readonly versions: Version<KubernetesObject>[];
}

interface Bucket {
  readonly lives: Set<Life>;
}

interface Forgetting {
  readonly at: Millis;
  readonly forget: () => void;
}

/** The newest possible prefix: everything that the trace has told so far. */
const everything = Number.MAX_SAFE_INTEGER;
/** Beyond this many combinations of prefixes an action counts as justified. */
const combinationsMax = 200_000;

const emptyTally: PodTally = { all: 0, active: 0, terminating: 0, terminal: 0, ready: 0 };

/** The evolving world; `apply` each change in order, then look at it through views. */
export interface History {
  apply(event: ChangeEvent): void;
  /** The version of this object before the change that was applied last. */
  previous(event: ChangeEvent): KubernetesObject | undefined;
  /** The world as of a prefix, the same for every kind; without one, as it is now. */
  view(at: Millis, seq?: number): ClusterView;
  /** Tries `claim` on every admissible mixture of prefixes that end before `seq`. */
  couldHaveSeen(
    moment: { readonly seq: number; readonly at: Millis },
    watched: readonly Watched[],
    claim: (view: ClusterView) => boolean,
  ): boolean;
}

/** An empty world that remembers as far back as `stalenessMs`. */
export function createHistory(stalenessMs: Millis): History {
  const lives = new Map<string, Life>();
  const ofKind = new Map<Kind, Set<Life>>(kinds.map((kind) => [kind, new Set()]));
  const named = new Map<string, Life[]>();
  const ownedBy = new Map<string, Bucket>();
  const onNode = new Map<string, Bucket>();
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
    const key = nameKey(object.kind, name);
    named.set(key, [...(named.get(key) ?? []), life]);
    return life;
  }

  /** A re-created uid does not exist, so a life that ended stays ended. */
  function end(life: Life): void {
    if (newest(life.versions) !== undefined) return;
    lives.delete(life.uid);
    setOf(life.kind).delete(life);
    const key = nameKey(life.kind, life.name);
    const rest = (named.get(key) ?? []).filter((other) => other !== life);
    if (rest.length > 0) named.set(key, rest);
    else named.delete(key);
  }

  function index(
    life: Life,
    before: KubernetesObject | undefined,
    after: KubernetesObject | undefined,
    event: ChangeEvent,
  ): void {
    const from = before && controllerOf(before)?.uid;
    const to = after && controllerOf(after)?.uid;
    move(ownedBy, life, from, to, event.at, (version) => controllerOf(version)?.uid);
    if (life.kind !== 'Pod') return;
    const podBefore = before as Pod | undefined;
    const podAfter = after as Pod | undefined;
    const nodeOf = (version: KubernetesObject) => nodeNameOf(version as Pod);
    move(onNode, life, podBefore && nodeOf(podBefore), podAfter && nodeOf(podAfter), event.at, nodeOf);
    if (from === to) {
      if (to !== undefined) count(to, podBefore, podAfter, event);
      return;
    }
    if (from !== undefined) count(from, podBefore, undefined, event);
    if (to !== undefined) count(to, undefined, podAfter, event);
  }

  /** Adds at once; takes away only once no version in the window belongs there any more. */
  function move(
    buckets: Map<string, Bucket>,
    life: Life,
    from: string | undefined,
    to: string | undefined,
    at: Millis,
    keyOf: (version: KubernetesObject) => string | undefined,
  ): void {
    if (from === to) return;
    if (to !== undefined) {
      let bucket = buckets.get(to);
      if (bucket === undefined) buckets.set(to, (bucket = { lives: new Set() }));
      bucket.lives.add(life);
    }
    if (from === undefined) return;
    later(at, () => {
      const now = newest(life.versions);
      if (now !== undefined && keyOf(now) === from) return;
      const bucket = buckets.get(from);
      bucket?.lives.delete(life);
      if (bucket?.lives.size === 0) buckets.delete(from);
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
      later(event.at, () => newest(versions)?.all === 0 && tallies.delete(owner));
    }
  }

  function push<T>(versions: Version<T>[], version: Version<T>): void {
    versions.push(version);
    const horizon = version.at - stalenessMs;
    let stale = 0;
    while (stale + 1 < versions.length && (versions[stale + 1]?.at ?? horizon) < horizon) stale += 1;
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

  function view(at: Millis, prefixOf: (kind: Kind) => number): ClusterView {
    function* alive<K extends Kind>(
      candidates: Iterable<Life> | undefined,
      kind: K,
      belongs: (object: ObjectOf<K>) => boolean,
    ): Iterable<ObjectOf<K>> {
      const prefix = prefixOf(kind);
      for (const life of candidates ?? []) {
        if (life.kind !== kind) continue;
        const object = valueAt(life.versions, prefix) as ObjectOf<K> | undefined;
        if (object !== undefined && belongs(object)) yield object;
      }
    }
    return {
      at,
      get<K extends Kind>(kind: K, name: string) {
        const found = named.get(nameKey(kind, name)) ?? [];
        for (let index = found.length - 1; index >= 0; index -= 1) {
          const object = valueAt(found[index]?.versions ?? [], prefixOf(kind));
          if (object !== undefined) return object as ObjectOf<K>;
        }
        return undefined;
      },
      byUid<K extends Kind>(kind: K, uid: string) {
        const life = lives.get(uid);
        if (life?.kind !== kind) return undefined;
        return valueAt(life.versions, prefixOf(kind)) as ObjectOf<K> | undefined;
      },
      list: (kind) => alive(setOf(kind), kind, () => true),
      owned: (kind, ownerUid) =>
        alive(ownedBy.get(ownerUid)?.lives, kind, (it) => controllerOf(it)?.uid === ownerUid),
      tally: (ownerUid) => valueAt(tallies.get(ownerUid) ?? [], prefixOf('Pod')) ?? emptyTally,
      podsOn: (nodeName) =>
        alive(onNode.get(nodeName)?.lives, 'Pod', (pod) => nodeNameOf(pod) === nodeName),
      seqOf(object) {
        const versions = lives.get(object.metadata.uid)?.versions ?? [];
        return versions.findLast((version) => version.value === object)?.seq ?? -1;
      },
    };
  }

  /** The prefixes of one kind that tell admissible views apart, newest first. */
  function prefixesOf(watched: readonly Watched[], seq: number, horizon: Millis): number[] {
    const points = new Set<number>();
    let floor = -1;
    for (const { kind, ownedBy: owner, uid, notBefore } of watched) {
      floor = Math.max(floor, notBefore ?? -1);
      for (const life of candidatesOf(kind, owner, uid)) {
        for (const version of life.versions) {
          if (version.seq < seq && version.at >= horizon) points.add(version.seq);
        }
      }
    }
    const earlier = [...points].filter((point) => point > floor).sort((a, b) => b - a);
    return [seq - 1, ...earlier.map((point) => point - 1)];
  }

  function candidatesOf(kind: Kind, owner?: string, uid?: string): Iterable<Life> {
    if (uid !== undefined) {
      const life = lives.get(uid);
      return life ? [life] : [];
    }
    if (owner === undefined) return setOf(kind);
    return [...(ownedBy.get(owner)?.lives ?? [])].filter((life) => life.kind === kind);
  }

  function couldHaveSeen(
    moment: { readonly seq: number; readonly at: Millis },
    watched: readonly Watched[],
    claim: (view: ClusterView) => boolean,
  ): boolean {
    if (claim(view(moment.at, () => moment.seq - 1))) return true;
    const byKind = Map.groupBy(watched, (each) => each.kind);
    const axes = [...byKind].map(([kind, of]) => ({
      kind,
      prefixes: prefixesOf(of, moment.seq, moment.at - stalenessMs),
    }));
    const combinations = axes.reduce((product, { prefixes }) => product * prefixes.length, 1);
    if (combinations > combinationsMax) return true;
    const chosen = new Map<Kind, number>();
    const mixed = view(moment.at, (kind) => chosen.get(kind) ?? moment.seq - 1);
    const search = (axis: number): boolean => {
      const current = axes[axis];
      if (current === undefined) return claim(mixed);
      return current.prefixes.some((prefix) => {
        chosen.set(current.kind, prefix);
        return search(axis + 1);
      });
    };
    return search(0);
  }

  return {
    apply,
    previous: (event) =>
      valueAt(lives.get(event.object.metadata.uid)?.versions ?? [], event.seq - 1),
    view: (at, seq = everything) => view(at, () => seq),
    couldHaveSeen,
  };
}

function nameKey(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

function newest<T>(versions: readonly Version<T>[]): T | undefined {
  return versions.at(-1)?.value;
}

/** The value in force at a prefix. Versions are few (a window's worth), so walk from the newest. */
function valueAt<T>(versions: readonly Version<T>[], prefix: number): T | undefined {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index];
    if (version !== undefined && version.seq <= prefix) return version.value;
  }
  return undefined;
}

/** The node that a pod is bound or, as daemon pods are, pinned to. */
function nodeNameOf(pod: Pod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const required =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
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
