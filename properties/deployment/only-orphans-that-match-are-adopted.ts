import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { selectorMatches } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { controllersOf } from '../vocabulary/deployment-owners.ts';
import { setActOf } from '../vocabulary/set-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-OWN-001 for each ReplicaSet that a Deployment adopts: nobody had it, which no lagging
 * cache excuses, since the API server itself refuses a second controller; and the Deployment saw it
 * match and had no reason to believe that either was being deleted. */
export const onlyOrphansThatMatchAreAdopted = always({
  id: 'deployment/only-orphans-that-match-are-adopted',
  title: 'A Deployment adopts only ReplicaSets that it selects and that have no controller',
  controller: 'Deployment',
  requirements: ['DEP-OWN-001', 'DEP-OWN-003'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const act = setActOf(moment);
      if (act?.previous === undefined) return 'irrelevant';
      const { set, previous } = act;
      const former = controllersOf(previous);
      const gained = controllersOf(set).find(({ uid }) => former.every((each) => each.uid !== uid));
      if (gained === undefined || gained.kind !== 'Deployment') return 'irrelevant';
      const [other] = former;
      if (other === undefined && couldHaveAdopted(moment, gained.uid, set)) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(set)} was adopted by Deployment/${gained.name}`,
          expected: 'only a ReplicaSet that it selects and that has no controller',
          observed: other ? `it belongs to ${other.kind}/${other.name}` : 'it does not match',
        },
        [previous],
      );
    },
  }),
});

/** The Deployment itself is asked for anew before an adoption, but may be deleted in between. */
function couldHaveAdopted(moment: Moment, owner: string, { metadata }: ReplicaSet): boolean {
  const watched = [
    { kind: 'Deployment', uid: owner },
    { kind: 'ReplicaSet', uid: metadata.uid },
  ] as const;
  return moment.couldHaveSeen(watched, (view) => {
    const deployment = view.byUid('Deployment', owner);
    const set = view.byUid('ReplicaSet', metadata.uid);
    if (deployment === undefined || set === undefined) return false;
    const isStaying = [deployment, set].every((each) => !each.metadata.deletionTimestamp);
    if (!isStaying || controllersOf(set).length > 0) return false;
    return selectorMatches(deployment.spec.selector, set.metadata.labels);
  });
}
