/** DaemonSets and nodes for tests. */
import type { DaemonSet, Labels, PodTemplate, Taint } from '../../../../specs/kubernetes.ts';
import type { Draft } from '../../controller.ts';
import type { Bench } from '../bench.ts';
import { bench } from '../bench.ts';
import { daemonSetController } from '../daemonset.ts';
import { targetNodeOf } from './pods.ts';

/** A template whose image says its revision. */
export function template(revision: string): PodTemplate {
  return {
    metadata: { labels: { app: 'log' } },
    spec: { containers: [{ name: 'main', image: `pod:${revision}` }] },
  };
}

/** A DaemonSet `log` of revision a, one pod at a time; `changes` replace parts of the spec. */
export function daemonSet(
  changes: Partial<DaemonSet['spec']> = {},
): Draft & { readonly kind: 'DaemonSet' } {
  const rollingUpdate = { maxUnavailable: 1, maxSurge: 0 };
  const spec: DaemonSet['spec'] = {
    selector: { matchLabels: { app: 'log' } },
    template: template('a'),
    updateStrategy: { type: 'RollingUpdate', rollingUpdate },
    ...changes,
  };
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'log' }, spec };
}

/** A strategy that starts new pods beside old ones. */
export const surging: DaemonSet['spec']['updateStrategy'] = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
};

/** A node of this name. */
export function node(
  name: string,
  { labels = {}, taints = [] }: { labels?: Labels; taints?: readonly Taint[] } = {},
): Draft & { readonly kind: 'Node' } {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints } };
}

/** An untolerated taint. */
export function taint(effect: Taint['effect']): Taint {
  return { key: 'dedicated', value: 'db', effect };
}

/** A bench with nodes `n0`, `n1` … and a set that has come to rest on them. */
export function settled(nodes: number, changes: Partial<DaemonSet['spec']> = {}): Bench {
  const world = bench(daemonSetController);
  for (let index = 0; index < nodes; index += 1) world.create(node(`n${index}`));
  world.create(daemonSet(changes));
  world.settle('log');
  return world;
}

/** The pods as nodes and the revisions that their images say: `n0:a`. */
export function images({ list }: Pick<Bench, 'list'>): readonly string[] {
  return list('Pod')
    .map((pod) => `${targetNodeOf(pod)}:${pod.spec.containers[0]?.image.split(':')[1]}`)
    .toSorted();
}

/** The name of the only pod of a node. */
export function podOn({ list }: Pick<Bench, 'list'>, name: string): string {
  const [pod, ...others] = list('Pod').filter((candidate) => targetNodeOf(candidate) === name);
  if (pod === undefined || others.length > 0) throw new Error(`not one pod on ${name}`);
  return pod.metadata.name;
}
