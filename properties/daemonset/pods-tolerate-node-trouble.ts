/**
 * DS-NODE-006: every pod that a DaemonSet creates tolerates what Kubernetes does to nodes in
 * trouble, without a time limit, and an unavailable network only if it uses the host's.
 */
import type { Toleration } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { createdDaemon } from '../vocabulary/daemon-moments.ts';
import { automaticTolerations } from '../vocabulary/eligibility.ts';

export const podsTolerateNodeTrouble = always({
  id: 'daemonset/pods-tolerate-node-trouble',
  title: 'A new pod tolerates node trouble without a time limit',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-006'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const act = createdDaemon(moment);
      if (act === undefined) return 'irrelevant';
      const { pod } = act;
      const actual = pod.spec.tolerations ?? [];
      const missing = automaticTolerations(pod.spec).filter(
        (wanted) => !actual.some((each) => isSame(each, wanted)),
      );
      if (missing.length === 0) return 'holds';
      return violationAt(moment, {
        message: `${pod.metadata.name} does not tolerate what every daemon pod tolerates`,
        expected: describeSome(missing.map(spell), 7),
        observed: describeSome(actual.map(spell), 7),
      });
    },
  }),
});

function isSame(actual: Toleration, wanted: Toleration): boolean {
  return (
    actual.key === wanted.key &&
    actual.effect === wanted.effect &&
    actual.operator === 'Exists' &&
    actual.tolerationSeconds === undefined
  );
}

function spell({ key, operator, value, effect, tolerationSeconds }: Toleration): string {
  const limit = tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds} s`;
  const what = operator === 'Exists' ? (key ?? 'everything') : `${key ?? ''}=${value ?? ''}`;
  return `${what}:${effect ?? 'every effect'}${limit}`;
}
