/**
 * STS-PVC-010: a bound claim keeps its volume, and a claim is not removed while a pod that was
 * scheduled refers to it, even if somebody deleted it. A pod without a node does not protect it.
 */
import type { PersistentVolumeClaim, Pod } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { claimNamesIn } from '../vocabulary/claims.ts';
import type { ClusterView } from '../view.ts';

export const claimsStayBoundAndProtected = always({
  id: 'statefulset/claims-stay-bound-and-protected',
  title: 'A bound claim keeps its volume, and stays while a scheduled pod uses it',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-010'],
  needs: ['global-order'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: () => {
    /** By claim name: pods that were bound to a node and refer to it. */
    const users = new Map<string, Set<string>>();

    function onPod({ event }: Moment, pod: Pod): Answer {
      for (const name of claimNamesIn(pod)) {
        const those = users.get(name) ?? new Set();
        users.set(name, those);
        if (event.change === 'DELETED') those.delete(pod.metadata.uid);
        else if (pod.spec.nodeName) those.add(pod.metadata.uid);
      }
      return 'irrelevant';
    }

    function onRemoval(moment: Moment, claim: PersistentVolumeClaim): Answer {
      const { name } = claim.metadata;
      const using = [...(users.get(name) ?? [])];
      const used = (view: ClusterView) =>
        using.flatMap((uid) => view.byUid('Pod', uid) ?? []).find(({ spec }) => spec.nodeName);
      const watched = using.map((uid) => ({ kind: 'Pod', uid }) as const);
      if (using.length === 0) return 'holds';
      if (moment.couldHaveSeen(watched, (view) => used(view) === undefined)) return 'holds';
      const pod = used(moment.before);
      return violationAt(moment, {
        message: `the claim ${name} was removed while a pod uses it`,
        expected: `${name} stays until the pods that use it are gone`,
        observed: pod ? `${describePod(pod.metadata.name, pod)} on ${pod.spec.nodeName}` : 'in use',
        evidence: pod ? [moment.before.seqOf(pod)] : [],
      });
    }

    function onClaim(moment: Moment, claim: PersistentVolumeClaim): Answer {
      if (moment.event.change === 'DELETED') return onRemoval(moment, claim);
      const before = moment.previous as PersistentVolumeClaim | undefined;
      const volume = before?.spec.volumeName;
      if (before === undefined || !volume) return 'irrelevant';
      if (claim.spec.volumeName === volume) return 'holds';
      return violationAt(moment, {
        message: `the claim ${claim.metadata.name} lost its volume`,
        expected: volume,
        observed: claim.spec.volumeName ?? 'no volume',
        evidence: [moment.before.seqOf(before)],
      });
    }

    return {
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'Pod') return onPod(moment, object);
        return object.kind === 'PersistentVolumeClaim' ? onClaim(moment, object) : 'irrelevant';
      },
    };
  },
});
