/** Puts a broken promise into words. */
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import type { Violation } from '../verdict.ts';

/** A violation that is decided by this moment's change. `shown` are the objects that prove it, as
 * they were just before. */
export function violated(
  moment: Moment,
  words: { readonly message: string; readonly expected: string; readonly observed: string },
  shown: Iterable<KubernetesObject> = [],
): Violation {
  const { seq } = moment.event;
  const evidence = new Set<number>();
  for (const object of shown) evidence.add(moment.before.seqOf(object));
  evidence.delete(-1);
  evidence.delete(seq);
  return { ...words, at: seq, evidence: [...[...evidence].sort((a, b) => a - b), seq] };
}

/** `ReplicaSet/web-5d4f8`: an object in a sentence. */
export function nameOf(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}
