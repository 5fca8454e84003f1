/**
 * The objects of one kind as one informer has them, with the indexes that controllers ask for.
 * Each index is made when it is first asked for and kept up to date from then on; the lists that
 * it gives out are never changed afterwards.
 */
import type { Kind, KubernetesObject, ObjectOf } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';

export interface Table<K extends Kind> {
  get(name: string): ObjectOf<K> | undefined;
  set(object: ObjectOf<K>): void;
  delete(name: string): void;
  /** In the order of names, like the next two. */
  all(): readonly ObjectOf<K>[];
  owned(ownerUid: string): readonly ObjectOf<K>[];
  orphans(): readonly ObjectOf<K>[];
}

/** Objects in the order of their names; a copy is made only when one was given out. */
interface Shelf<O> {
  objects: O[];
  isShared: boolean;
}

const none: readonly never[] = [];
/** The owner under which objects without a controller are filed. */
const nobody = '';

/** An empty table. */
export function emptyTable<K extends Kind>(): Table<K> {
  type O = ObjectOf<K>;
  const byName = new Map<string, O>();
  let everything: Shelf<O> | undefined;
  let byOwner: Map<string, Shelf<O>> | undefined;

  function file(object: O, put: typeof insert | typeof take): void {
    if (everything) put(everything, object);
    if (!byOwner) return;
    const owner = ownerUidOf(object);
    const shelf = byOwner.get(owner) ?? { objects: [], isShared: false };
    byOwner.set(owner, shelf);
    put(shelf, object);
  }

  function ownedBy(uid: string): readonly O[] {
    if (!byOwner) {
      byOwner = new Map();
      const filed = everything;
      everything = undefined;
      for (const object of byName.values()) file(object, insert);
      everything = filed;
    }
    return share(byOwner.get(uid));
  }

  function remove(name: string): void {
    const object = byName.get(name);
    if (object === undefined) return;
    byName.delete(name);
    file(object, take);
  }

  /** A new version of what the same owner had takes its place. */
  function replace(before: O, after: O): boolean {
    const owner = ownerUidOf(after);
    if (ownerUidOf(before) !== owner) return false;
    if (everything) exchange(everything, after);
    const shelf = byOwner?.get(owner);
    if (shelf) exchange(shelf, after);
    return true;
  }

  return {
    get: (name) => byName.get(name),
    set(object) {
      const { name } = object.metadata;
      const before = byName.get(name);
      if (before === undefined || !replace(before, object)) {
        remove(name);
        file(object, insert);
      }
      byName.set(name, object);
    },
    delete: remove,
    all() {
      everything ??= { objects: [...byName.values()].sort(compareNames), isShared: false };
      return share(everything);
    },
    owned: ownedBy,
    orphans: () => ownedBy(nobody),
  };
}

function ownerUidOf(object: KubernetesObject): string {
  return controllerOf(object)?.uid ?? nobody;
}

function compareNames(a: KubernetesObject, b: KubernetesObject): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

function share<O>(shelf: Shelf<O> | undefined): readonly O[] {
  if (shelf === undefined) return none;
  shelf.isShared = true;
  return shelf.objects;
}

function unshare<O>(shelf: Shelf<O>): O[] {
  if (shelf.isShared) shelf.objects = [...shelf.objects];
  shelf.isShared = false;
  return shelf.objects;
}

/** Where an object of this name is or belongs. */
function positionOf(objects: readonly KubernetesObject[], name: string): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((objects[middle]?.metadata.name ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert<O extends KubernetesObject>(shelf: Shelf<O>, object: O): void {
  const objects = unshare(shelf);
  objects.splice(positionOf(objects, object.metadata.name), 0, object);
}

function exchange<O extends KubernetesObject>(shelf: Shelf<O>, object: O): void {
  const objects = unshare(shelf);
  objects[positionOf(objects, object.metadata.name)] = object;
}

function take<O extends KubernetesObject>(shelf: Shelf<O>, object: O): void {
  const objects = unshare(shelf);
  objects.splice(positionOf(objects, object.metadata.name), 1);
}
