/** The one way in which a Deployment changes the size of a ReplicaSet. */
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { ofKind } from '../replicaset/objects.ts';
import { needsSizeAnnotations, sizeAnnotations } from './annotations.ts';

/** A ReplicaSet after an attempt to resize it. */
export interface Resized {
  /** As stored now; as read, if there was nothing to write. */
  readonly set: ReplicaSet;
  readonly hasChangedSize: boolean;
}

/** Writes the size and, with it, what the Deployment's size was (DEP-SCALE-002). `always`: writes
 * outdated annotations even if the size stays. Ends with nothing if the request failed. */
export function* resize(
  set: ReplicaSet,
  replicas: number,
  deployment: Deployment,
  always: 'always' | 'if-different',
): Steps<Resized | undefined> {
  const hasChangedSize = set.spec.replicas !== replicas;
  const isOutdated = always === 'always' && needsSizeAnnotations(set, deployment);
  if (!hasChangedSize && !isOutdated) return { set, hasChangedSize };
  const annotations = { ...set.metadata.annotations, ...sizeAnnotations(deployment) };
  const metadata = { ...set.metadata, annotations };
  const spec = { ...set.spec, replicas };
  const response = yield { verb: 'update', object: { ...set, metadata, spec } };
  const stored = response.ok ? ofKind('ReplicaSet', response.object) : undefined;
  return stored && { set: stored, hasChangedSize };
}
