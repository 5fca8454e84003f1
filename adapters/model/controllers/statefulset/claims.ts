/**
 * The requests about a StatefulSet's claims: created before their pod, never replaced, their owners
 * kept as the retention policy wants (STS-PVC-001..009).
 */
import type { ClaimTemplate, Pod, StatefulSet } from '../../../../specs/kubernetes.ts';
import type { ApiFailure, Cache, Draft, Steps } from '../../controller.ts';
import { claimNameOf, ordinalOf } from './identity.ts';
import {
  hasStaleReference,
  isOwnerUpToDate,
  retentionPolicyOf,
  withOwnerUnderPolicy,
} from './retention.ts';

function templatesOf(set: StatefulSet): readonly ClaimTemplate[] {
  return set.spec.volumeClaimTemplates ?? [];
}

/** STS-PVC-008 (a): a claim that still belongs to a former pod of this name is about to be
 * collected; a new pod would lose it. Not under Retain, where claims are there to be used again. */
export function hasStaleClaim(pod: Pod, set: StatefulSet, cache: Cache): boolean {
  if (retentionPolicyOf(set).whenScaled === 'Retain') return false;
  return templatesOf(set).some((template) => {
    const claim = cache.get('PersistentVolumeClaim', claimNameOf(template, set, ordinalOf(pod)));
    return claim !== undefined && hasStaleReference(claim, pod);
  });
}

/** Creates the claims that the cache does not have; an existing one is used as it is
 * (STS-PVC-003). False: some claim is missing or on its way out (STS-PVC-002, STS-PVC-008 (b)). */
export function* createClaims(pod: Pod, set: StatefulSet, cache: Cache): Steps<boolean> {
  let complete = true;
  for (const template of templatesOf(set)) {
    const name = claimNameOf(template, set, ordinalOf(pod));
    const claim = cache.get('PersistentVolumeClaim', name);
    if (claim === undefined) {
      const created = yield { verb: 'create', object: draftOf(template, set, name) };
      if (!created.ok) complete = false;
    } else if (claim.metadata.deletionTimestamp !== undefined) {
      complete = false; // STS-PVC-008 (b)
    }
  }
  return complete;
}

function draftOf(template: ClaimTemplate, set: StatefulSet, name: string): Draft {
  const labels = { ...template.metadata.labels, ...set.spec.selector.matchLabels }; // STS-PVC-009
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels },
    spec: template.spec,
  };
}

/** Do the claims that the cache has say who owns them as the policy wants (STS-PVC-007)? */
export function matchesRetentionPolicy(pod: Pod, set: StatefulSet, cache: Cache): boolean {
  return templatesOf(set).every((template) => {
    const claim = cache.get('PersistentVolumeClaim', claimNameOf(template, set, ordinalOf(pod)));
    return claim === undefined || isOwnerUpToDate(claim, set, pod);
  });
}

/** Makes the claims' owners what the policy wants. Ends with what went wrong, if anything did. */
export function* matchRetentionPolicy(
  pod: Pod,
  set: StatefulSet,
  cache: Cache,
): Steps<ApiFailure | undefined> {
  for (const template of templatesOf(set)) {
    const claim = cache.get('PersistentVolumeClaim', claimNameOf(template, set, ordinalOf(pod)));
    if (claim === undefined || isOwnerUpToDate(claim, set, pod)) continue;
    const updated = yield { verb: 'update', object: withOwnerUnderPolicy(claim, set, pod) };
    if (!updated.ok) return updated.error;
  }
  return undefined;
}
