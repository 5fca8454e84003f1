import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { setActOf } from '../vocabulary/set-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-OWN-002 for each ReplicaSet that a Deployment lets go, and the like for each that it
 * takes: what it declares, how it is labelled and what is noted on it stay, and so do its pods. */
export const adoptionAndReleaseChangeTheOwnerAlone = always({
  id: 'deployment/adoption-and-release-change-the-owner-alone',
  title: 'A ReplicaSet that changes hands changes nothing but its owner',
  controller: 'Deployment',
  requirements: ['DEP-OWN-001', 'DEP-OWN-002'],
  on: ['ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const act = setActOf(moment);
      if (act?.previous === undefined) return 'irrelevant';
      if (act.did !== 'adopted' && act.did !== 'released') return 'irrelevant';
      const { did, set, previous } = act;
      const changed = partsOf(set).find(([part, text]) => {
        const before = partsOf(previous).find(([name]) => name === part);
        return before?.[1] !== text;
      });
      if (changed === undefined) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(set)} was changed when it was ${did}`,
          expected: 'no change but of the owner',
          observed: `other ${changed[0]}: ${changed[1]}`,
        },
        [previous],
      );
    },
  }),
});

/** Maps and structs come in a fixed order from an API server. */
function partsOf({ metadata, spec }: ReplicaSet): readonly (readonly [string, string])[] {
  return [
    ['spec', JSON.stringify(spec)],
    ['labels', JSON.stringify(metadata.labels ?? {})],
    ['annotations', JSON.stringify(metadata.annotations ?? {})],
    ['deletion', metadata.deletionTimestamp ?? 'none'],
  ];
}
