/**
 * The ControllerRevisions of a DaemonSet: one per template, duplicates merged, used again on a
 * rollback, the oldest unused ones removed (DS-REV-001, DS-REV-002, DS-UPD-008).
 */
import type { ControllerRevision, DaemonSet } from '../../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../../specs/kubernetes.ts';
import type { Draft, Steps } from '../../controller.ts';
import { adoptAndRelease, controllerReference } from '../adoption.ts';
import { hashOf, isSameData, revisionDataOf, sortRevisions } from '../history.ts';
import { hashLabel, podsByNode } from './pods.ts';
import type { DaemonSync } from './sync.ts';
import { listPods } from './sync.ts';

/** The revisions of a DaemonSet, told apart by its template. */
export interface History {
  /** The label that pods of the current template carry. */
  readonly hash: string;
  readonly old: readonly ControllerRevision[];
}

/** Finds or makes the revision of the current template. Undefined: something failed. */
export function* settleHistory(sync: DaemonSync): Steps<History | undefined> {
  const { set, context } = sync;
  const matches = ({ metadata }: ControllerRevision) =>
    selectorMatches(set.spec.selector, metadata.labels);
  const adoption = { kind: 'ControllerRevision', owner: set, matches } as const;
  const revisions = yield* adoptAndRelease(adoption, context.cache); // DS-OWN-001
  if (revisions.failed) return undefined;

  const data = revisionDataOf(set.spec.template);
  const current: ControllerRevision[] = [];
  const old: ControllerRevision[] = [];
  for (const revision of revisions.owned) {
    const labelled = yield* ensureHashLabel(revision);
    if (labelled === undefined) return undefined;
    (isSameData(labelled.data, data) ? current : old).push(labelled); // DS-UPD-008
  }
  const number = Math.max(0, ...old.map(({ revision }) => revision)) + 1;
  const kept =
    current.length === 0
      ? yield* createRevision(set, number)
      : yield* keepNewest(sync, current, number);
  return kept && { hash: hashLabelOf(kept), old };
}

function hashLabelOf({ metadata }: ControllerRevision): string {
  return metadata.labels?.[hashLabel] ?? '';
}

/** A revision that somebody stripped of its label gets its own name as one. */
function* ensureHashLabel(revision: ControllerRevision): Steps<ControllerRevision | undefined> {
  const { name, labels } = revision.metadata;
  if (labels?.[hashLabel] !== undefined) return revision;
  const metadata = { ...revision.metadata, labels: { ...labels, [hashLabel]: name } };
  const updated = yield { verb: 'update', object: { ...revision, metadata } };
  return updated.ok ? (updated.object as ControllerRevision) : undefined;
}

/** DS-REV-001: of several revisions of one template the last is kept, under a number above all
 * others. */
function* keepNewest(
  sync: DaemonSync,
  current: readonly ControllerRevision[],
  number: number,
): Steps<ControllerRevision | undefined> {
  const newest = Math.max(...current.map(({ revision }) => revision));
  const kept = current.findLast(({ revision }) => revision === newest);
  if (kept === undefined) return undefined;
  if (current.length > 1 && !(yield* mergeInto(kept, sync, current))) return undefined;
  if (kept.revision >= number) return kept;
  const raised = yield { verb: 'update', object: { ...kept, revision: number } };
  return raised.ok ? kept : undefined;
}

/** Pods are relabelled before their revision goes, or they would look outdated (DS-REV-001). */
function* mergeInto(
  kept: ControllerRevision,
  sync: DaemonSync,
  current: readonly ControllerRevision[],
): Steps<boolean> {
  const pods = yield* listPods(sync);
  if (pods === undefined) return false;
  const labels = { [hashLabel]: hashLabelOf(kept) };
  for (const { metadata } of pods) {
    if (metadata.labels?.[hashLabel] === labels[hashLabel]) continue;
    const patch = { metadata: { labels } };
    const patched = yield { verb: 'patch', kind: 'Pod', name: metadata.name, patch };
    if (!patched.ok) return false;
  }
  for (const { metadata } of current) {
    if (metadata.name === kept.metadata.name) continue;
    const deleted = yield { verb: 'delete', kind: 'ControllerRevision', name: metadata.name };
    if (!deleted.ok) return false;
  }
  return true;
}

/** DS-REV-001: a taken name with the same data is the revision; with other data, the collision is
 * counted in the status and the sync tried again. */
function* createRevision(set: DaemonSet, number: number): Steps<ControllerRevision | undefined> {
  const data = revisionDataOf(set.spec.template);
  const hash = hashOf(data, String(set.status.collisionCount ?? ''));
  const name = `${set.metadata.name}-${hash}`;
  const created = yield { verb: 'create', object: draftOf(set, name, hash, number) };
  if (created.ok) return created.object as ControllerRevision;
  if (created.error !== 'AlreadyExists') return undefined;
  const existing = yield { verb: 'get', kind: 'ControllerRevision', name };
  if (!existing.ok) return undefined;
  const revision = existing.object as ControllerRevision;
  if (isSameData(revision.data, data)) return revision;

  const live = yield { verb: 'get', kind: 'DaemonSet', name: set.metadata.name };
  if (!live.ok) return undefined;
  const fresh = live.object as DaemonSet;
  // A count that has moved on since means that this sync was too late: nothing to add to it.
  if (fresh.status.collisionCount !== set.status.collisionCount) return undefined;
  const collisionCount = (fresh.status.collisionCount ?? 0) + 1;
  yield {
    verb: 'updateStatus',
    object: { ...fresh, status: { ...fresh.status, collisionCount } },
  };
  return undefined;
}

function draftOf(set: DaemonSet, name: string, hash: string, revision: number): Draft {
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

/** DS-REV-002: removes the oldest revisions beyond the limit; one that a pod still carries is
 * passed over and the next one taken. False: something failed. */
export function* truncateHistory(
  sync: DaemonSync,
  old: readonly ControllerRevision[],
): Steps<boolean> {
  const pods = yield* listPods(sync);
  if (pods === undefined) return false;
  const ours = [...podsByNode(pods, true).values()].flat();
  const live = new Set(ours.map(({ metadata }) => metadata.labels?.[hashLabel]));
  let surplus = old.length - (sync.set.spec.revisionHistoryLimit ?? 10);
  for (const revision of sortRevisions(old)) {
    if (surplus <= 0) break;
    if (live.has(hashLabelOf(revision))) continue; // DS-REV-002
    const { name } = revision.metadata;
    const deleted = yield { verb: 'delete', kind: 'ControllerRevision', name };
    if (!deleted.ok) return false;
    surplus -= 1;
  }
  return true;
}
