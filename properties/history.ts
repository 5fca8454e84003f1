/**
 * The world as a trace tells it, seen through views: as it is now, as it was just before the newest
 * change, or as any mixture of earlier prefixes that a controller with lagging caches may have had.
 *
 * A view is a prefix (a `seq`) per kind; it looks each object up at that prefix and copies nothing.
 */
import type { Kind, KubernetesObject, ObjectOf, Pod } from '../specs/kubernetes.ts';
import { controllerOf } from '../specs/kubernetes.ts';
import type { Millis } from '../specs/scenario.ts';
import type { ChangeEvent } from '../specs/trace.ts';
import type { Life, Lives } from './lives.ts';
import { createLives, emptyTally, nodeNameOf, valueAt } from './lives.ts';
import type { ClusterView, PodTally, Watched } from './view.ts';

/** The newest possible prefix: everything that the trace has told so far. */
const everything = Number.MAX_SAFE_INTEGER;
/** Up to so many objects a view hands out at once. */
const few = 32;
/** Beyond this many combinations of prefixes an action counts as justified. */
const combinationsMax = 200_000;

/** The evolving world; `apply` each change in order, then look at it through views. */
export interface History {
  apply(event: ChangeEvent): void;
  /** Time goes on without a change. */
  pass(until: Millis): void;
  /** The version of this object before the change that was applied last. */
  previous(event: ChangeEvent): KubernetesObject | undefined;
  /** The world with the newest change, and just before it; both move on with `apply`. */
  readonly now: ClusterView;
  readonly before: ClusterView;
  /** The world as of a prefix, the same for every kind. */
  view(at: Millis, seq: number): ClusterView;
  /** Tries `claim` on every admissible mixture of prefixes that end before `seq`. */
  couldHaveSeen(
    moment: { readonly seq: number; readonly at: Millis },
    watched: readonly Watched[],
    claim: (view: ClusterView) => boolean,
  ): boolean;
}

/** An empty world that remembers as far back as `stalenessMs`. */
export function createHistory(stalenessMs: Millis): History {
  const lives = createLives(stalenessMs);
  const now = new View(lives, 0, everything);
  const before = new View(lives, 0, -2);

  function couldHaveSeen(
    moment: { readonly seq: number; readonly at: Millis },
    watched: readonly Watched[],
    claim: (view: ClusterView) => boolean,
  ): boolean {
    const latest = moment.seq - 1;
    const isNewest = before.prefix === latest && before.at === moment.at;
    if (claim(isNewest ? before : new View(lives, moment.at, latest))) return true;
    const axes = [...Map.groupBy(watched, (each) => each.kind)].map(([kind, of]) => ({
      kind,
      prefixes: prefixesOf(lives, of, moment.seq, moment.at - stalenessMs),
    }));
    const combinations = axes.reduce((product, { prefixes }) => product * prefixes.length, 1);
    if (combinations > combinationsMax) return true;
    const chosen = new Map<Kind, number>();
    const mixed = new View(lives, moment.at, latest, chosen);
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
    apply(event) {
      lives.apply(event);
      before.prefix = event.seq - 1;
      before.at = now.at = event.at;
    },
    pass(until) {
      before.at = now.at = until;
    },
    previous: (event) =>
      valueAt(lives.byUid(event.object.metadata.uid)?.versions ?? [], event.seq - 1),
    now,
    before,
    view: (moment, seq) => new View(lives, moment, seq),
    couldHaveSeen,
  };
}

/** A view whose moment and prefix may move on while it exists. A class, because one is made for
 * every question that is asked of the past. */
class View implements ClusterView {
  at: Millis;
  prefix: number;
  readonly #lives: Lives;
  /** The prefixes of kinds that are seen as of another time than the rest. */
  readonly #chosen: ReadonlyMap<Kind, number> | undefined;

  constructor(lives: Lives, at: Millis, prefix: number, chosen?: ReadonlyMap<Kind, number>) {
    this.#lives = lives;
    this.at = at;
    this.prefix = prefix;
    this.#chosen = chosen;
  }

  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined {
    const prefix = this.#prefixOf(kind);
    const lives = this.#lives.named(kind, name);
    for (let index = lives.length - 1; index >= 0; index -= 1) {
      const life = lives[index];
      const object = life && valueAt(life.versions, prefix);
      if (object !== undefined) return object as ObjectOf<K>;
    }
    return undefined;
  }

  byUid<K extends Kind>(kind: K, uid: string): ObjectOf<K> | undefined {
    const life = this.#lives.byUid(uid);
    if (life?.kind !== kind) return undefined;
    return valueAt(life.versions, this.#prefixOf(kind)) as ObjectOf<K> | undefined;
  }

  list<K extends Kind>(kind: K): Iterable<ObjectOf<K>> {
    return this.#alive(this.#lives.ofKind(kind), kind, () => true);
  }

  owned<K extends Kind>(kind: K, ownerUid: string): Iterable<ObjectOf<K>> {
    const candidates = this.#lives.ownedBy(kind, ownerUid);
    return this.#alive(candidates, kind, (each) => controllerOf(each)?.uid === ownerUid);
  }

  tally(ownerUid: string): PodTally {
    return valueAt(this.#lives.tallyOf(ownerUid), this.#prefixOf('Pod')) ?? emptyTally;
  }

  podsOn(nodeName: string): Iterable<Pod> {
    const candidates = this.#lives.onNode(nodeName);
    return this.#alive(candidates, 'Pod', (pod) => nodeNameOf(pod) === nodeName);
  }

  seqOf(object: KubernetesObject): number {
    const versions = this.#lives.byUid(object.metadata.uid)?.versions ?? [];
    return versions.findLast((version) => version.value === object)?.seq ?? -1;
  }

  #prefixOf(kind: Kind): number {
    return this.#chosen?.get(kind) ?? this.prefix;
  }

  /** Collects few at once, which is much cheaper than one by one; whoever asks for many may want
   * but the first of them. */
  #alive<K extends Kind>(
    candidates: ReadonlySet<Life>,
    kind: K,
    belongs: (object: ObjectOf<K>) => boolean,
  ): Iterable<ObjectOf<K>> {
    const prefix = this.#prefixOf(kind);
    if (candidates.size > few) return aliveAt(candidates, prefix, belongs);
    const alive: ObjectOf<K>[] = [];
    for (const life of candidates) {
      const object = valueAt(life.versions, prefix) as ObjectOf<K> | undefined;
      if (object !== undefined && belongs(object)) alive.push(object);
    }
    return alive;
  }
}

function* aliveAt<K extends Kind>(
  candidates: ReadonlySet<Life>,
  prefix: number,
  belongs: (object: ObjectOf<K>) => boolean,
): Iterable<ObjectOf<K>> {
  for (const life of candidates) {
    const object = valueAt(life.versions, prefix) as ObjectOf<K> | undefined;
    if (object !== undefined && belongs(object)) yield object;
  }
}

/** The prefixes of one kind that tell admissible views apart, newest first. */
function prefixesOf(
  lives: Lives,
  watched: readonly Watched[],
  seq: number,
  horizon: Millis,
): readonly number[] {
  const points = new Set<number>();
  let floor = -1;
  for (const { notBefore, ...scope } of watched) {
    floor = Math.max(floor, notBefore ?? -1);
    for (const life of candidatesOf(lives, scope)) {
      for (const version of life.versions) {
        if (version.seq < seq && version.at >= horizon) points.add(version.seq);
      }
    }
  }
  const earlier = [...points].filter((point) => point > floor).sort((a, b) => b - a);
  return [seq - 1, ...earlier.map((point) => point - 1)];
}

function candidatesOf(lives: Lives, { kind, ownedBy, uid }: Watched): readonly Life[] {
  if (uid !== undefined) return [lives.byUid(uid)].filter((life) => life !== undefined);
  const scope = ownedBy === undefined ? lives.ofKind(kind) : lives.ownedBy(kind, ownedBy);
  return [...scope];
}
