/** Reached when a pod is created whose claim was bound before: another pod used it. */
import { sometimes } from '../property.ts';
import { claimsFor } from '../vocabulary/claims.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const sometimesAClaimServesASecondPod = sometimes({
  id: 'statefulset/sometimes-a-claim-serves-a-second-pod',
  title: 'A second pod is given the claim of a first',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-003'],
  on: ['Pod'],
  seen: (moment) => {
    const act = createdPod(moment);
    if (act?.ordinal === undefined || act.set === undefined) return false;
    return claimsFor(act.set, act.ordinal).some(
      ({ name }) =>
        moment.before.get('PersistentVolumeClaim', name)?.status.phase === 'Bound',
    );
  },
});
