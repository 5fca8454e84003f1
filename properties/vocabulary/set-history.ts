/** Which revisions of a StatefulSet are in use, and which are history (STS-REV-004). */
import type { ControllerRevision, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import { isSameTemplate, revisionsOf, templateIn } from './revisions.ts';
import type { Sight } from './stateful-steps.ts';
import { revisionOf, updateRevisions } from './stateful-steps.ts';

/** How many unused revisions a set keeps; below zero: all. */
export function historyLimitOf({ spec }: StatefulSet): number {
  const { revisionHistoryLimit = 10 } = spec;
  return revisionHistoryLimit < 0 ? Number.POSITIVE_INFINITY : revisionHistoryLimit;
}

/** The set's revisions that neither it nor any pod of it uses. */
export function unusedRevisions(sight: Sight): readonly ControllerRevision[] {
  const current = sight.set.status.currentRevision ?? '';
  const live = new Set([...namesInPods(sight), current, ...updateRevisions(sight)]);
  return revisionsOf([sight.view], sight.set).filter(({ metadata }) => !live.has(metadata.name));
}

/** Might the controller, seeing this, have removed the revision: is it unused, and are there so few
 * older unused ones that it is beyond the limit? Where several revisions may be the update, any
 * of them may be unused; orphans that it may or may not have adopted yet count only in favour. */
export function mayForget(sight: Sight, revision: ControllerRevision): boolean {
  const { set } = sight;
  const updates = updateRevisions(sight);
  const own = [set.status.currentRevision ?? '', ...(updates.length === 1 ? updates : [])];
  const live = new Set([...namesInPods(sight), ...(mayFailToRaise(sight) ? [] : own)]);
  if (live.has(revision.metadata.name)) return false;
  const unused = selectedRevisions(sight).filter(({ metadata }) => !live.has(metadata.name));
  const isOlder = (each: ControllerRevision) =>
    each.revision < revision.revision && controllerOf(each) !== undefined;
  const limit = historyLimitOf(set);
  return unused.filter(isOlder).length < unused.length - limit;
}

/** Has the number of the update revision to be raised, which is refused because the version that is
 * seen is not the newest? Upstream cuts the history all the same, and then only by what the pods
 * say: it knows neither the current revision nor the update. */
function mayFailToRaise(sight: Sight): boolean {
  const { newest, set } = sight;
  const all = selectedRevisions(sight);
  const equal = all.filter((each) => {
    const template = templateIn(each);
    return template !== undefined && isSameTemplate(template, set.spec.template);
  });
  const others = all.filter((each) => !equal.includes(each));
  // Of two with the same number either may count as the newer one.
  const isNewest = (number: number) => others.every(({ revision }) => revision < number);
  if (equal.some(({ revision }) => isNewest(revision))) return false;
  return equal.some(({ metadata }) => {
    const stored = newest.byUid('ControllerRevision', metadata.uid);
    return stored?.metadata.resourceVersion !== metadata.resourceVersion;
  });
}

/** What the pods say that they were made from. */
function namesInPods({ view, set }: Sight): readonly string[] {
  const names: string[] = [];
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    // A pod that is about to be released counts no more.
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) names.push(revisionOf(pod) ?? '');
  }
  return names;
}

/** The set's own revisions, and those without a controller that it selects. */
function selectedRevisions({ view, set }: Sight): readonly ControllerRevision[] {
  const selected: ControllerRevision[] = [];
  for (const revision of view.list('ControllerRevision')) {
    const owner = controllerOf(revision)?.uid ?? set.metadata.uid;
    if (owner !== set.metadata.uid) continue;
    if (selectorMatches(set.spec.selector, revision.metadata.labels)) selected.push(revision);
  }
  return selected;
}
