/** A StatefulSet for tests: `web`, three replicas, revision a. */
import type { ClaimTemplate, Pod, PodTemplate, StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Draft } from '../../controller.ts';
import type { Bench } from '../bench.ts';
import { revisionLabel } from './identity.ts';

/** A template whose image says its revision. */
export function template(revision: string): PodTemplate {
  return {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image: `pod:${revision}` }] },
  };
}

/** A claim template `data`. */
export const claimTemplates: readonly ClaimTemplate[] = [
  { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } },
];

/** `changes` replace parts of the spec. */
export function statefulSet(
  changes: Partial<StatefulSet['spec']> = {},
): Draft & { readonly kind: 'StatefulSet' } {
  const spec: StatefulSet['spec'] = {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    serviceName: 'peers',
    template: template('a'),
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ...changes,
  };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec };
}

/** The pods with the revisions that their images say: `web-0:a`. */
export function images({ list }: Pick<Bench, 'list'>): readonly string[] {
  return list('Pod')
    .map(({ metadata, spec }) => `${metadata.name}:${spec.containers[0]?.image.split(':')[1]}`)
    .toSorted();
}

/** The name of the revision that a pod says it has. */
export function revisionOf(pod: Pod): string {
  return pod.metadata.labels?.[revisionLabel] ?? '';
}
