import type { PodSpec } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import type { ClusterView } from '../view.ts';

/** DEP-PVC-001: a claim is named in the template, and every pod names the same one. Nobody makes
 * it: a claim of a pod's own is what StatefulSets and ephemeral volumes are for. */
export const podsShareTheClaimsOfTheirTemplate = always({
  id: 'deployment/pods-share-the-claims-of-their-template',
  title: 'Every pod of a Deployment names the very claims that its template names',
  controller: 'Deployment',
  requirements: ['DEP-PVC-001'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: () => ({
    change({ event, before, couldHaveSeen }) {
      const { object, change, actor } = event;
      if (change !== 'ADDED') return 'irrelevant';
      const violation = {
        message: `${object.kind}/${object.metadata.name} does not share a claim`,
        expected: "pods with the claims of their ReplicaSet's template, and no new claims",
        at: event.seq,
        evidence: [event.seq],
      };
      if (object.kind === 'PersistentVolumeClaim') {
        const isMade = actor === 'replicaset-controller' || actor === 'deployment-controller';
        return isMade ? { ...violation, observed: `a claim made by ${actor}` } : 'irrelevant';
      }
      const owner = controllerOf(object);
      if (object.kind !== 'Pod' || owner?.kind !== 'ReplicaSet') return 'irrelevant';
      const claims = claimsOf(object.spec);
      const isOf = (view: ClusterView) => {
        const template = view.byUid('ReplicaSet', owner.uid)?.spec.template;
        return template !== undefined && isEqual(claimsOf(template.spec), claims);
      };
      const current = before.byUid('ReplicaSet', owner.uid);
      if (!current) return 'irrelevant';
      if (isOf(before)) return claims.length > 0 ? 'holds' : 'irrelevant';
      if (couldHaveSeen([{ kind: 'ReplicaSet', uid: owner.uid }], isOf)) return 'holds';
      return { ...violation, observed: claims.join(', ') || 'none' };
    },
  }),
});

function claimsOf({ volumes = [] }: PodSpec): readonly string[] {
  return volumes.flatMap(({ persistentVolumeClaim: claim }) => (claim ? [claim.claimName] : []));
}
