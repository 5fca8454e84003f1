/**
 * Reached when a pod is created whose bound claim an earlier pod of that set and ordinal used: it
 * ran with that very claim.
 */
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { sometimes } from '../property.ts';
import { claimNameIn, claimNamesIn, claimsFor } from '../vocabulary/claims.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { actOn, createdPod } from '../vocabulary/stateful-moments.ts';

/** The uses so far of the trace that is being judged: set, ordinal and claim, by uid. They may lie
 * further back than any view reaches. */
const usesByTrace = new WeakMap<MonitorContext, Set<string>>();

export const sometimesAClaimServesASecondPod = sometimes({
  id: 'statefulset/sometimes-a-claim-serves-a-second-pod',
  title: 'A second pod is given the claim of a first',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-003'],
  on: ['Pod'],
  seen: (moment, context) => {
    const uses = usesByTrace.get(context) ?? new Set();
    usesByTrace.set(context, uses);
    const act = createdPod(moment);
    if (act?.ordinal === undefined || act.set === undefined) {
      for (const use of usesIn(moment)) uses.add(use);
      return false;
    }
    const { pod, set, setUid, ordinal } = act;
    return claimsFor(set, ordinal).some(({ name, template }) => {
      const claim = moment.before.get('PersistentVolumeClaim', name);
      if (claim?.status.phase !== 'Bound' || claimNameIn(pod, template) !== name) return false;
      return uses.has(useOf(setUid, ordinal, claim));
    });
  },
});

/** What a running pod of a set uses from now on. */
function usesIn(moment: Moment): readonly string[] {
  const pod = moment.event.object;
  if (pod.kind !== 'Pod' || pod.status.phase !== 'Running') return [];
  // A pod that is going keeps its claim's name, perhaps beyond the claim.
  if (isTerminating(pod) || moment.event.change === 'DELETED') return [];
  const { setUid, ordinal } = actOn(moment, pod) ?? {};
  if (setUid === undefined || ordinal === undefined) return [];
  return claimNamesIn(pod).flatMap((name) => {
    const claim = moment.before.get('PersistentVolumeClaim', name);
    return claim === undefined ? [] : [useOf(setUid, ordinal, claim)];
  });
}

function useOf(setUid: string, ordinal: number, claim: KubernetesObject): string {
  return `${setUid}/${ordinal}/${claim.metadata.uid}`;
}
