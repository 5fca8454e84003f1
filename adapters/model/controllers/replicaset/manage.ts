/** RS-CNT-001: brings the number of active pods to what a ReplicaSet declares. */
import type { Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Draft, Steps, SyncContext } from '../../controller.ts';
import { controllerReference } from '../adoption.ts';
import type { Expectations } from './expectations.ts';
import { chooseVictims } from './victims.ts';

/** RS-CNT-002, RS-CNT-003: the most pods that one sync creates or deletes. */
const burst = 500;
/** RS-NAME-001: the longest prefix of a pod name that is still valid with its dash. */
const longestPrefix = 253;

/** Ends with the message of the first request that failed, if any did. */
export function* manageReplicas(
  set: ReplicaSet,
  pods: readonly Pod[],
  context: SyncContext,
  expectations: Expectations,
): Steps<string | undefined> {
  const deficit = set.spec.replicas - pods.length;
  if (deficit > 0) {
    const missing = Math.min(deficit, burst);
    return yield* createPods(set, missing, context, expectations);
  }
  const surplus = Math.min(-deficit, burst);
  if (surplus === 0) return undefined;
  const victims = chooseVictims(set, pods, surplus, context);
  return yield* deletePods(set, victims, context, expectations);
}

/** RS-CNT-002: batches of 1, 2, 4, … until one of them had a failure. */
function* createPods(
  set: ReplicaSet,
  count: number,
  context: SyncContext,
  expectations: Expectations,
): Steps<string | undefined> {
  const { name } = set.metadata;
  expectations.expectCreations(name, count, context.nowMs());
  let created = 0;
  let failure: string | undefined;
  let batch = 1;
  while (created < count && failure === undefined) {
    const attempts = Math.min(batch, count - created);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const response = yield { verb: 'create', object: podOf(set) };
      if (response.ok) created += 1;
      else failure ??= response.message;
    }
    batch *= 2;
  }
  // What was not created will never be seen.
  for (let skipped = created; skipped < count; skipped += 1) expectations.creationObserved(name);
  return failure;
}

/** RS-CNT-003: all at once, in no order. */
function* deletePods(
  set: ReplicaSet,
  victims: readonly Pod[],
  context: SyncContext,
  expectations: Expectations,
): Steps<string | undefined> {
  const { name } = set.metadata;
  const names = victims.map((victim) => victim.metadata.name);
  expectations.expectDeletions(name, names, context.nowMs());
  let failure: string | undefined;
  for (const victim of context.shuffle(names)) {
    const response = yield { verb: 'delete', kind: 'Pod', name: victim };
    if (response.ok) continue;
    expectations.deletionObserved(name, victim);
    if (response.error !== 'NotFound') failure ??= response.message;
  }
  return failure;
}

/** RS-TMPL-001, RS-NAME-001: a pod as the template says, owned by the ReplicaSet. */
function podOf(set: ReplicaSet): Draft {
  const { metadata, spec } = set.spec.template;
  const prefix = `${set.metadata.name}-`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      ...(set.metadata.namespace !== undefined && { namespace: set.metadata.namespace }),
      generateName: prefix.length <= longestPrefix ? prefix : set.metadata.name,
      ownerReferences: [controllerReference(set)],
    },
    spec,
  };
}
