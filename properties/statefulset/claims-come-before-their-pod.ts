/**
 * STS-PVC-002, STS-PVC-008: a pod is created only after each of its claims exists, and while none
 * of them is being deleted, in some state of the claims that the controller may have seen.
 */
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import type { WantedClaim } from '../vocabulary/claims.ts';
import { claimsFor } from '../vocabulary/claims.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';
import type { ClusterView } from '../view.ts';

export const claimsComeBeforeTheirPod = always({
  id: 'statefulset/claims-come-before-their-pod',
  title: 'A pod is created only when all its claims exist',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-002', 'STS-PVC-008'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const act = createdPod(moment);
      if (act?.ordinal === undefined || act.set === undefined) return 'irrelevant';
      const wanted = claimsFor(act.set, act.ordinal);
      if (wanted.length === 0) return 'irrelevant';
      const missing = wanted.filter((each) => !isThere(moment.before, each));
      if (missing.length === 0) return 'holds';
      const watched = missing.flatMap(({ name }) => uidsOf(moment.before, name));
      // Creating a claim that is already there is not a write, so its cache may be older.
      const isExcused = moment.couldHaveSeen(
        watched.length > 0 ? watched : [{ kind: 'PersistentVolumeClaim' }],
        (view) => missing.every((each) => isThere(view, each)),
      );
      if (isExcused) return 'holds';
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was created before its claims`,
        expected: describeSome(wanted.map(({ name }) => `${name} there`)),
        observed: describeSome(missing.map(({ name }) => `${name} missing or being deleted`)),
      });
    },
  }),
});

function isThere(view: ClusterView, { name }: WantedClaim): boolean {
  const claim = view.get('PersistentVolumeClaim', name);
  return claim !== undefined && claim.metadata.deletionTimestamp === undefined;
}

function uidsOf(view: ClusterView, name: string) {
  const claim = view.get('PersistentVolumeClaim', name);
  return claim ? [{ kind: 'PersistentVolumeClaim', uid: claim.metadata.uid } as const] : [];
}
