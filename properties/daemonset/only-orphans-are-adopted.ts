/**
 * DS-OWN-001, the other half: the controller takes over only what has no controller, and only what
 * its selector matches. Nothing changes from one controller to another at once.
 */
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { nameOf } from '../vocabulary/violation.ts';

export const onlyOrphansAreAdopted = always({
  id: 'daemonset/only-orphans-are-adopted',
  title: 'A DaemonSet takes over only what matches and has no controller',
  controller: 'DaemonSet',
  requirements: ['DS-OWN-001'],
  on: ['Pod', 'ControllerRevision'],
  monitor: () => ({
    change: (moment) => {
      const { previous, event } = moment;
      const { object } = event;
      const owner = controllerOf(object);
      if (event.change !== 'MODIFIED' || owner?.kind !== 'DaemonSet') return 'irrelevant';
      const former = previous && controllerOf(previous);
      if (previous === undefined || former?.uid === owner.uid) return 'irrelevant';
      if (event.actor !== undefined && !isWriteBy(moment, 'daemonset-controller')) {
        return 'irrelevant';
      }
      const watched = [
        { kind: 'DaemonSet', uid: owner.uid },
        { kind: object.kind, uid: object.metadata.uid },
      ] as const;
      const isWanted = moment.couldHaveSeen(watched, (view) => {
        const set = view.byUid('DaemonSet', owner.uid);
        const seen = view.byUid(object.kind, object.metadata.uid);
        if (set === undefined || seen === undefined) return false;
        return selectorMatches(set.spec.selector, seen.metadata.labels);
      });
      if (former === undefined && isWanted) return 'holds';
      return violationAt(moment, {
        message: `${nameOf(object)} was taken over by ${owner.name}`,
        expected: 'no controller before, and labels that the selector matches',
        observed: former === undefined ? 'other labels' : `controller ${former.name}`,
        evidence: [moment.before.seqOf(previous)],
      });
    },
  }),
});
