/** The nodes of one scenario: made of nothing but an object, played by KWOK. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject, Labels, Node } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import type { NodeShape } from '../../specs/scenario.ts';
import { AdapterError } from '../adapter.ts';
import { TransportError } from './errors.ts';
import { fakeNodeAnnotation } from './provision/play-contract.ts';
import { collectionPath } from './resources.ts';
import type { Rest } from './rest.ts';
import { asObject } from './rest.ts';
import type { Role } from './transport.ts';

/** Whose nodes they are. */
export interface Pool {
  readonly namespace: string;
  /** What everything of this run carries. */
  readonly labels: Labels;
}

/** Node names are unique in a cluster, so they begin with the scenario's namespace. */
export function nodeName(namespace: string, index: number): string {
  return `${namespace}-n${index}`;
}

/** Creates the nth node of a scenario. */
export async function createNode(
  rest: Rest,
  pool: Pool,
  shape: NodeShape,
  index: number,
  role: Role,
): Promise<KubernetesObject> {
  const name = nodeName(pool.namespace, index);
  const body = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { [fakeNodeAnnotation.key]: fakeNodeAnnotation.value },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        // Its own: how many nodes of a region are silent, and how many were marked just now,
        // decides what becomes of the others.
        'topology.kubernetes.io/region': pool.namespace,
        ...pool.labels,
        ...shape.labels,
        [managedLabel]: 'plimsoll',
        [poolLabel]: pool.namespace,
      },
    },
    spec: { ...(shape.taints && { taints: shape.taints }) },
  };
  const created = asObject(await rest.create(collectionPath('Node', ''), body, role));
  if (created === undefined) throw new TransportError('the answer is no node', { sent: true });
  return { ...created, apiVersion: 'v1', kind: 'Node' } as KubernetesObject;
}

/** Waits until as many nodes of a pool can be used; `deadlineMs` from now. */
export async function waitForNodes(
  rest: Rest,
  namespace: string,
  count: number,
  deadlineMs: number,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const { items } = await rest.list('Node', '', { labelSelector: `${poolLabel}=${namespace}` });
    const ready = items.filter(isUsable).length;
    if (ready >= count) return;
    if (Date.now() > end) {
      throw new AdapterError(
        `only ${ready} of the ${count} nodes of ${namespace} got Ready within ${deadlineMs} ms; ` +
          'does KWOK run, and does it play nodes with the annotation ' +
          `${fakeNodeAnnotation.key}=${fakeNodeAnnotation.value}?`,
      );
    }
    await sleep(25);
  }
}

/** Ready, and not kept from pods by the taint that every node begins with. */
function isUsable(node: Node): boolean {
  const isTainted = node.spec.taints?.some(({ key }) => key === 'node.kubernetes.io/not-ready');
  return conditionOf(node, 'Ready')?.status === 'True' && !isTainted;
}
