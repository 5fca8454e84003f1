/**
 * The ControllerRevisions of a StatefulSet: one per template, used again on a rollback, the oldest
 * unused ones removed (STS-REV-001..006).
 */
import type { ControllerRevision, Pod, StatefulSet } from '../../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../../specs/kubernetes.ts';
import type { Cache, Draft, Steps } from '../../controller.ts';
import { controllerReference } from '../adoption.ts';
import { hashOf, isSameData, revisionDataOf, sortRevisions } from '../history.ts';
import type { Revisions } from './identity.ts';
import { revisionNameOf } from './identity.ts';

const hashLabel = 'controller.kubernetes.io/hash';
/** How often a write that meets a conflict is tried before the sync gives up. */
const attempts = 4;

/** The set's revisions and the orphans that it may take, the lowest number first. Unlike those of
 * a DaemonSet they are not let go of when their labels change (STS-REV-005). */
export function revisionsOf(set: StatefulSet, cache: Cache): ControllerRevision[] {
  const candidates = [
    ...cache.owned('ControllerRevision', set.metadata.uid),
    ...cache.orphans('ControllerRevision'),
  ];
  return sortRevisions(
    candidates.filter(({ metadata }) => selectorMatches(set.spec.selector, metadata.labels)),
  );
}

/** The current and the update revision, and how many names were taken by other templates. */
export interface RevisionsInUse extends Revisions {
  readonly collisionCount: number;
}

/** Finds or makes the revision of the set's template; undefined: a request failed. */
export function* settleRevisions(
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
  cache: Cache,
): Steps<RevisionsInUse | undefined> {
  const data = revisionDataOf(set.spec.template); // STS-UPD-008: nothing but the template
  const latest = revisions.at(-1);
  const number = (latest?.revision ?? 0) + 1;
  const equal = revisions.findLast((revision) => isSameData(revision.data, data));
  let collisionCount = set.status.collisionCount ?? 0;
  let update: ControllerRevision | undefined;
  if (latest && equal && isSameData(latest.data, equal.data)) {
    update = latest;
  } else if (equal) {
    update = yield* raiseRevision(equal, number, cache); // STS-REV-002
  } else {
    const created = yield* createRevision(set, number, collisionCount);
    update = created?.revision;
    collisionCount = created?.collisionCount ?? collisionCount;
  }
  if (update === undefined) return undefined;
  // A current revision that does not exist any more starts over at the update (STS-REV-006).
  const current = revisions.find(({ metadata }) => metadata.name === set.status.currentRevision);
  return { current: current ?? update, update, collisionCount };
}

function* raiseRevision(
  revision: ControllerRevision,
  number: number,
  cache: Cache,
): Steps<ControllerRevision | undefined> {
  let candidate = revision;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const raised: ControllerRevision = { ...candidate, revision: number };
    const response = yield { verb: 'update', object: raised };
    if (response.ok) return raised;
    if (response.error !== 'Conflict') return undefined;
    candidate = cache.get('ControllerRevision', revision.metadata.name) ?? candidate;
    if (candidate.revision === number) return candidate;
  }
  return undefined;
}

/** STS-REV-001: a taken name with the same data is the revision; with other data, count and rename.
 * The hash label keeps the first hash. */
function* createRevision(
  set: StatefulSet,
  number: number,
  startCount: number,
): Steps<{ revision: ControllerRevision; collisionCount: number } | undefined> {
  const data = revisionDataOf(set.spec.template);
  const hash = hashOf(data, String(startCount));
  for (let collisionCount = startCount; ; collisionCount += 1) {
    const name = `${set.metadata.name.slice(0, 223)}-${hashOf(data, String(collisionCount))}`;
    const response = yield { verb: 'create', object: draftOf(set, name, hash, number) };
    if (response.ok) return { revision: response.object as ControllerRevision, collisionCount };
    if (response.error !== 'AlreadyExists') return undefined;
    const existing = yield { verb: 'get', kind: 'ControllerRevision', name };
    if (!existing.ok) return undefined;
    const revision = existing.object as ControllerRevision;
    if (isSameData(revision.data, data)) return { revision, collisionCount };
  }
}

function draftOf(set: StatefulSet, name: string, hash: string, revision: number): Draft {
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      labels: { ...set.spec.template.metadata?.labels, [hashLabel]: hash },
      ...(set.metadata.annotations && { annotations: set.metadata.annotations }),
      ownerReferences: [controllerReference(set)],
    },
    data: revisionDataOf(set.spec.template),
    revision,
  };
}

/** STS-REV-004: removes the oldest revisions beyond the limit, never one that the set or a pod of
 * it still uses. False: a request failed. */
export function* truncateHistory(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: readonly ControllerRevision[],
  inUse: Revisions | undefined,
): Steps<boolean> {
  const live = new Set([
    ...pods.map(revisionNameOf),
    inUse?.current.metadata.name,
    inUse?.update.metadata.name,
  ]);
  const unused = revisions.filter(({ metadata }) => !live.has(metadata.name));
  const limit = set.spec.revisionHistoryLimit ?? 10;
  if (limit < 0) return true;
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    const deleted = yield { verb: 'delete', kind: 'ControllerRevision', name: metadata.name };
    if (!deleted.ok) return false;
  }
  return true;
}
