import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { activePodsOf } from '../vocabulary/claimed-pods.ts';

/** Claims RS-CNT-001, and the liveness half of RS-CNT-004: finished and terminating pods do not
 * count, so their replacements are there at rest. The pods need not be ready. Adopted pods count,
 * so that one too many has to go (RS-OWN-002). */
export const replicaSetReachesItsDeclaredSize = eventually({
  id: 'deployment/replica-set-reaches-its-declared-size',
  title: 'At rest a ReplicaSet has exactly spec.replicas active pods',
  controller: 'Deployment',
  requirements: ['RS-CNT-001', 'RS-CNT-004', 'RS-OWN-002', 'DEP-HEAL-001'],
  *settled(view) {
    for (const set of view.list('ReplicaSet')) {
      if (set.metadata.deletionTimestamp !== undefined) continue;
      const subject = keyOf(set);
      const wanted = set.spec.replicas;
      if (view.tally(set.metadata.uid).active === wanted) {
        yield { subject, there: true };
        continue;
      }
      const pods = activePodsOf(view, set);
      yield {
        subject,
        there: false,
        expected: `${wanted} active pods`,
        observed: `${view.tally(set.metadata.uid).active} active pods`,
        evidence: [set, ...pods].map((each) => view.seqOf(each)),
      };
    }
  },
});
