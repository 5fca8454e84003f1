import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-003 for every stored status of a Deployment or a ReplicaSet, whoever wrote
 * it. */
export const countsNeverContradictEachOther = always({
  id: 'deployment/counts-never-contradict-each-other',
  title: 'No status counts more updated, ready or available replicas than there are',
  controller: 'Deployment',
  requirements: ['DEP-STAT-003'],
  on: ['Deployment', 'ReplicaSet'],
  monitor: () => ({
    change(moment) {
      const { object, change } = moment.event;
      if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet') return 'irrelevant';
      if (change === 'DELETED' || object.status === undefined) return 'irrelevant';
      const broken = contradictionIn(object.status);
      if (broken === undefined) return object.status.replicas ? 'holds' : 'irrelevant';
      const message = `the status of ${nameOf(object)} contradicts itself`;
      return violated(moment, { message, ...broken });
    },
  }),
});

/** Each count, and the one that it is part of. */
const parts = [
  ['updatedReplicas', 'replicas'],
  ['readyReplicas', 'replicas'],
  ['availableReplicas', 'readyReplicas'],
  ['fullyLabeledReplicas', 'replicas'],
  ['replicas', undefined],
  ['unavailableReplicas', undefined],
  ['terminatingReplicas', undefined],
] as const;

function contradictionIn(status: Deployment['status'] | ReplicaSet['status']) {
  const counts: Readonly<Partial<Record<(typeof parts)[number][0], number>>> = status;
  for (const [part, whole] of parts) {
    const count = counts[part] ?? 0;
    const limit = whole === undefined ? Number.POSITIVE_INFINITY : (counts[whole] ?? 0);
    if (count >= 0 && count <= limit) continue;
    const bound = whole === undefined ? 'not below 0' : `from 0 to ${limit} ${whole}`;
    return { expected: `${part} ${bound}`, observed: `${part} ${count}` };
  }
  return undefined;
}
