/** From a symbolic reference ("the second pod of web") to the object that it stands for. */
import type { Kind, KubernetesObject } from '../specs/kubernetes.ts';
import { controllerOf } from '../specs/kubernetes.ts';
import type { Ref } from '../specs/scenario.ts';

/** Lists the objects of a kind as they are now. */
export type Lister = (kind: Kind) => Promise<readonly KubernetesObject[]>;

/** The object that a reference stands for now; undefined when there is none. */
export async function resolve(ref: Ref, list: Lister): Promise<KubernetesObject | undefined> {
  const objects = (await list(ref.kind)).filter((each) => !isGoing(each));
  const candidates = ref.of === undefined ? objects : await ownedBy(ref.of, objects, list);
  if (candidates.length === 0) return undefined;
  const sorted = candidates.toSorted((a, b) => compareKeys(sortKeyOf(a), sortKeyOf(b)));
  return sorted[ref.pick % sorted.length];
}

/** What a user would still name: an object on its way out is not picked, except that a pod that is
 * terminating may well be deleted once more by force. */
function isGoing(object: KubernetesObject): boolean {
  return object.kind !== 'Pod' && object.metadata.deletionTimestamp !== undefined;
}

/** The workload itself, or what it controls directly or through a ReplicaSet. */
async function ownedBy(
  workload: string,
  objects: readonly KubernetesObject[],
  list: Lister,
): Promise<readonly KubernetesObject[]> {
  const isWorkload = (name: string, kind: string) =>
    name === workload && (kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet');
  const replicaSets = new Set<string>();
  for (const each of await list('ReplicaSet')) {
    const owner = controllerOf(each);
    if (owner && isWorkload(owner.name, owner.kind)) replicaSets.add(each.metadata.uid);
  }
  return objects.filter((object) => {
    if (isWorkload(object.metadata.name, object.kind)) return true;
    const owner = controllerOf(object);
    return owner && (isWorkload(owner.name, owner.kind) || replicaSets.has(owner.uid));
  });
}

/** Creation order, then names with numbers compared as numbers: the same on every adapter as far as
 * the controllers' own order of creation is. */
function sortKeyOf(object: KubernetesObject): readonly [string, string] {
  const owner = controllerOf(object);
  const hasOrdinal = owner?.kind === 'StatefulSet' || object.kind === 'Node';
  const name = object.metadata.name.replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  return [hasOrdinal ? '' : object.metadata.creationTimestamp, name];
}

function compareKeys(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return 0;
}
