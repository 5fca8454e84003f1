/** Nodes that a cluster has already: marked as a run's pool while it lasts, never changed else. */
import type { Node } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { poolLabel } from '../../specs/manifest.ts';
import { PreflightError } from './errors.ts';
import { unlessGone } from './namespace.ts';
import { objectPath } from './resources.ts';
import type { Rest } from './rest.ts';

/** Marks every schedulable node as part of a pool. */
export async function borrowNodes(rest: Rest, pool: string): Promise<void> {
  const { items } = await rest.list('Node', '');
  const usable = items.filter(isSchedulable);
  if (usable.length === 0) {
    throw new PreflightError(
      `none of the ${items.length} nodes at ${rest.server} can take pods: each is not Ready, ` +
        'unschedulable or tainted',
    );
  }
  await Promise.all(usable.map((node) => mark(rest, node.metadata.name, pool)));
}

/** Takes the mark off again, wherever it is. */
export async function returnNodes(rest: Rest, pool: string): Promise<readonly string[]> {
  const { items } = await rest.list('Node', '', { labelSelector: `${poolLabel}=${pool}` });
  const names = items.map(({ metadata }) => metadata.name);
  await Promise.all(names.map((name) => unlessGone(mark(rest, name, null))));
  return names;
}

function mark(rest: Rest, name: string, pool: string | null): Promise<unknown> {
  const patch = { metadata: { labels: { [poolLabel]: pool } } };
  return rest.mergePatch(objectPath({ kind: 'Node', name }, ''), patch, 'suite');
}

function isSchedulable(node: Node): boolean {
  const isTainted = node.spec.taints?.some(({ effect }) => effect !== 'PreferNoSchedule');
  return conditionOf(node, 'Ready')?.status === 'True' && !isTainted && !node.spec.unschedulable;
}
