/**
 * STS-PVC-006: where claims go with the pods that scaling down takes, each claim of such a pod
 * belongs to the pod before the pod is deleted, so that it is collected after it and not before.
 */
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { claimsFor, discardsScaled } from '../vocabulary/claims.ts';
import { isWanted } from '../vocabulary/ordinals.ts';
import { couldHaveSeen, deletedPod } from '../vocabulary/stateful-moments.ts';

export const scaledDownClaimsGoWithTheirPod = always({
  id: 'statefulset/scaled-down-claims-go-with-their-pod',
  title: 'The claims of a pod that scaling down takes belong to it before it goes',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-006'],
  needs: ['StatefulSetAutoDeletePVC', 'global-order'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedPod(moment);
      const { set, ordinal } = act ?? {};
      if (act === undefined || set === undefined || ordinal === undefined) return 'irrelevant';
      if (isWanted(set, ordinal) || !discardsScaled(set)) return 'irrelevant';
      const names = claimsFor(set, ordinal).map(({ name }) => name);
      const left = names
        .flatMap((name) => moment.before.get('PersistentVolumeClaim', name) ?? [])
        .filter((claim) => isForgotten(claim, act.pod, set));
      if (names.length === 0) return 'irrelevant';
      if (left.length === 0) return 'holds';
      // Under another policy or size that it may have seen, nothing was to be done about them; and
      // claims that it did not see yet it could not give away.
      const isExcused =
        couldHaveSeen(
          moment,
          context,
          act,
          (sight) => isWanted(sight.set, ordinal) || !discardsScaled(sight.set),
        ) ||
        moment.couldHaveSeen(
          left.map(({ kind, metadata }) => ({ kind, uid: metadata.uid })),
          (view) =>
            left.every(({ kind, metadata }) =>
              isDone(view.byUid(kind, metadata.uid), act.pod, set),
            ),
        );
      if (isExcused) return 'irrelevant';
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was deleted before its claims belonged to it`,
        expected: describeSome(names.map((name) => `${name} owned by ${act.pod.metadata.name}`)),
        observed: describeSome(left.map(({ metadata }) => `${metadata.name} is not`)),
        evidence: left.map((claim) => moment.before.seqOf(claim)),
      });
    },
  }),
});

function isDone(
  claim: PersistentVolumeClaim | undefined,
  pod: Pod,
  set: StatefulSet,
): boolean {
  return claim === undefined || !isForgotten(claim, pod, set);
}

/** Not the pod's, not on its way out, and nobody else's either: no other controller's, nor that of
 * a former set or pod of the same name, which is left to whoever collects it. */
function isForgotten({ metadata }: PersistentVolumeClaim, pod: Pod, set: StatefulSet): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  return (metadata.ownerReferences ?? []).every(
    ({ uid, controller }) =>
      uid !== pod.metadata.uid && (controller !== true || uid === set.metadata.uid),
  );
}
