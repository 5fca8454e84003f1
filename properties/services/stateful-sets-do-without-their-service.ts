/**
 * SVC-STS-001: a StatefulSet whose Service does not exist makes pods all the same. Judged by its
 * first pod, which nothing else can hold up: sets with claims are left out, since a claim that is
 * on its way out can, and so is a set whose pod's name somebody else has.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';

export const statefulSetsDoWithoutTheirService = eventually({
  id: 'statefulset/stateful-sets-do-without-their-service',
  title: 'At rest a StatefulSet has pods although its Service does not exist',
  controller: 'StatefulSet',
  requirements: ['SVC-STS-001'],
  *settled(view) {
    for (const set of view.list('StatefulSet')) {
      const { spec, metadata } = set;
      const { serviceName = '' } = spec;
      if (metadata.deletionTimestamp !== undefined || spec.replicas === 0) continue;
      if ((spec.volumeClaimTemplates ?? []).length > 0) continue;
      if (serviceName !== '' && view.get('Service', serviceName) !== undefined) continue;
      const first = `${metadata.name}-${spec.ordinals?.start ?? 0}`;
      const subject = keyOf(set);
      if (view.get('Pod', first) !== undefined) yield { subject, there: true };
      else {
        const expected = `a pod ${first}`;
        const observed = `no such pod, and no Service ${serviceName}`;
        yield { subject, there: false, expected, observed, evidence: [view.seqOf(set)] };
      }
    }
  },
});
