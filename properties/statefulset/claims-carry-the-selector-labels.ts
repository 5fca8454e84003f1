/** STS-PVC-009: a new claim carries the labels by which its set selects. */
import type { Labels, StatefulSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isClaimNameOf } from '../vocabulary/claims.ts';

export const claimsCarryTheSelectorLabels = always({
  id: 'statefulset/claims-carry-the-selector-labels',
  title: 'A new claim carries the labels by which its set selects',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-009'],
  on: ['PersistentVolumeClaim'],
  monitor: () => ({
    change: (moment) => {
      const { object, change, actor } = moment.event;
      if (change !== 'ADDED' || object.kind !== 'PersistentVolumeClaim') return 'irrelevant';
      if (moment.touched || (actor ?? 'statefulset-controller') !== 'statefulset-controller') {
        return 'irrelevant';
      }
      const sets = [...moment.before.list('StatefulSet')];
      const set = sets.find((each) => isClaimNameOf(each, object.metadata.name));
      const wanted = set && wantedLabels(set);
      if (set === undefined || wanted === undefined) return 'irrelevant';
      const labels = object.metadata.labels ?? {};
      const missing = Object.keys(wanted).filter((key) => labels[key] !== wanted[key]);
      if (missing.length === 0) return 'holds';
      return violationAt(moment, {
        message: `the claim ${object.metadata.name} lacks labels of ${set.metadata.name}`,
        expected: missing.map((key) => `${key}=${wanted[key] ?? ''}`).join(', '),
        observed: missing.map((key) => `${key}=${labels[key] ?? ''}`).join(', '),
        evidence: [moment.before.seqOf(set)],
      });
    },
  }),
});

/** The selector cannot change, so any version of the set tells. */
function wantedLabels(set: StatefulSet): Labels | undefined {
  return set.spec.selector.matchLabels;
}
