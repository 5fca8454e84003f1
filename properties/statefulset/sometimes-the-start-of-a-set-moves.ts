/** Reached when `ordinals.start` moves while the set has pods. */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { rangeOf } from '../vocabulary/ordinals.ts';

export const sometimesTheStartOfASetMoves = sometimes({
  id: 'statefulset/sometimes-the-start-of-a-set-moves',
  title: 'The first ordinal of a running set moves',
  controller: 'StatefulSet',
  requirements: ['STS-ID-007'],
  needs: ['StatefulSetStartOrdinal'],
  on: ['StatefulSet'],
  seen: ({ event, previous, before }) => {
    const set = event.object;
    const former = previous as StatefulSet | undefined;
    if (set.kind !== 'StatefulSet' || former === undefined || set.spec.replicas === 0) return false;
    if (rangeOf(set).first === rangeOf(former).first) return false;
    return before.tally(set.metadata.uid).all > 0;
  },
});
