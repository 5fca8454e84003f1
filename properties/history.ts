/**
 * The world as a trace tells it, seen through views: as it is now, as it was just before the newest
 * change, or as any mixture of earlier prefixes that a controller with lagging caches may have had.
 *
 * A view is a prefix (a `seq`) per kind; it looks each object up at that prefix and copies nothing.
 */
import type { Kind, KubernetesObject, ObjectOf } from '../specs/kubernetes.ts';
import { controllerOf } from '../specs/kubernetes.ts';
import type { Millis } from '../specs/scenario.ts';
import type { ChangeEvent } from '../specs/trace.ts';
import type { Life, Lives } from './lives.ts';
import { createLives, emptyTally, nodeNameOf, valueAt } from './lives.ts';
import type { ClusterView, Watched } from './view.ts';

/** The newest possible prefix: everything that the trace has told so far. */
const everything = Number.MAX_SAFE_INTEGER;
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
  let at = 0;
  let last = -1;

  function couldHaveSeen(
    moment: { readonly seq: number; readonly at: Millis },
    watched: readonly Watched[],
    claim: (view: ClusterView) => boolean,
  ): boolean {
    const latest = moment.seq - 1;
    if (claim(viewOf(lives, () => moment.at, () => latest))) return true;
    const axes = [...Map.groupBy(watched, (each) => each.kind)].map(([kind, of]) => ({
      kind,
      prefixes: prefixesOf(lives, of, moment.seq, moment.at - stalenessMs),
    }));
    const combinations = axes.reduce((product, { prefixes }) => product * prefixes.length, 1);
    if (combinations > combinationsMax) return true;
    const chosen = new Map<Kind, number>();
    const mixed = viewOf(lives, () => moment.at, (kind) => chosen.get(kind) ?? latest);
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
      at = event.at;
      last = event.seq;
    },
    pass(until) {
      at = until;
    },
    previous: (event) =>
      valueAt(lives.byUid(event.object.metadata.uid)?.versions ?? [], event.seq - 1),
    now: viewOf(lives, () => at, () => everything),
    before: viewOf(lives, () => at, () => last - 1),
    view: (moment, seq) => viewOf(lives, () => moment, () => seq),
    couldHaveSeen,
  };
}

/** A view whose moment and prefixes may move on while it exists. */
function viewOf(
  lives: Lives,
  at: () => Millis,
  prefixOf: (kind: Kind) => number,
): ClusterView {
  function* alive<K extends Kind>(
    candidates: Iterable<Life>,
    kind: K,
    belongs: (object: ObjectOf<K>) => boolean,
  ): Iterable<ObjectOf<K>> {
    const prefix = prefixOf(kind);
    for (const life of candidates) {
      const object = valueAt(life.versions, prefix) as ObjectOf<K> | undefined;
      if (object !== undefined && belongs(object)) yield object;
    }
  }
  return {
    get at() {
      return at();
    },
    get<K extends Kind>(kind: K, name: string) {
      const prefix = prefixOf(kind);
      const life = lives
        .named(kind, name)
        .findLast((each) => valueAt(each.versions, prefix) !== undefined);
      return life && (valueAt(life.versions, prefix) as ObjectOf<K>);
    },
    byUid<K extends Kind>(kind: K, uid: string) {
      const life = lives.byUid(uid);
      if (life?.kind !== kind) return undefined;
      return valueAt(life.versions, prefixOf(kind)) as ObjectOf<K> | undefined;
    },
    list: (kind) => alive(lives.ofKind(kind), kind, () => true),
    owned: (kind, ownerUid) =>
      alive(lives.ownedBy(kind, ownerUid), kind, (each) => controllerOf(each)?.uid === ownerUid),
    tally: (ownerUid) => valueAt(lives.tallyOf(ownerUid), prefixOf('Pod')) ?? emptyTally,
    podsOn: (nodeName) =>
      alive(lives.onNode(nodeName), 'Pod', (pod) => nodeNameOf(pod) === nodeName),
    seqOf(object) {
      const versions = lives.byUid(object.metadata.uid)?.versions ?? [];
      return versions.findLast((version) => version.value === object)?.seq ?? -1;
    },
  };
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
