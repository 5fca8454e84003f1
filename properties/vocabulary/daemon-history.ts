/** Which old revisions of a DaemonSet may go: those that no pod carries, the lowest first
 * (DS-REV-002). */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { selectorMatches } from '../../specs/kubernetes.ts';
import type { DaemonSight } from './daemon-steps.ts';
import { hashOf } from './daemon-steps.ts';
import { targetOf } from './eligibility.ts';
import { revisionLabel } from './ordinals.ts';
import { revisionsFor, revisionsOf } from './revisions.ts';

/** What a DaemonSet keeps of its past. */
export interface DaemonHistory {
  /** Revisions of the present template; several for a moment at most. */
  readonly current: readonly ControllerRevision[];
  readonly old: readonly ControllerRevision[];
  /** Old ones whose hash no pod of the set carries. */
  readonly unused: readonly ControllerRevision[];
  /** How many old ones there are beyond `revisionHistoryLimit`. */
  readonly surplus: number;
}

/** The history as one view shows it. Pods that have ended count, until they are gone. */
export function historyOf(sight: DaemonSight): DaemonHistory {
  const { view, set } = sight;
  const current = revisionsFor([view], set);
  const old = revisionsOf([view], set).filter((each) => !current.includes(each));
  const carried = new Set<string | undefined>();
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    const isOwn = selectorMatches(set.spec.selector, pod.metadata.labels);
    if (isOwn && targetOf(pod) !== undefined) carried.add(hashOf(pod));
  }
  const unused = old.filter(({ metadata }) => !carried.has(metadata.labels?.[revisionLabel]));
  return { current, old, unused, surplus: old.length - (set.spec.revisionHistoryLimit ?? 10) };
}
