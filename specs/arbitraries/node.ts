/** Arbitrary nodes. DaemonSets mind how nodes differ; the others mostly just need some. */
import fc from 'fast-check';
import type { Taint, WorkloadKind } from '../kubernetes.ts';
import type { NodeShape } from '../scenario.ts';
import { halfTheTime, rarely, someFields } from './fields.ts';
import type { Limits } from './pace.ts';

/** The label by which the nodes of a scenario differ. */
export const zoneLabel = 'zone';
/** Its values. */
export const zones = ['x', 'y'] as const;
/** The key of every taint that a scenario puts on a node. */
export const taintKey = 'dedicated';

/** The nodes that a scenario starts with; `isPlaced`: its templates care for them. */
export function nodesArbitrary(
  kind: WorkloadKind,
  limits: Limits,
  isPlaced: boolean,
): fc.Arbitrary<readonly NodeShape[]> {
  const size = { minLength: 1, maxLength: limits.maxNodes };
  if (kind === 'DaemonSet') return fc.array(nodeArbitrary(), { ...size, size: 'max' });
  const node = isPlaced ? nodeArbitrary() : fc.constant({});
  return fc.array(node, { ...size, maxLength: 3 });
}

/** One node. */
export function nodeArbitrary(): fc.Arbitrary<NodeShape> {
  const labels = fc.constantFrom(...zones).map((zone) => ({ [zoneLabel]: zone }));
  return someFields({ labels: halfTheTime(labels), taints: rarely(taintsArbitrary()) });
}

/** The taints of one node. */
export function taintsArbitrary(): fc.Arbitrary<readonly Taint[]> {
  return fc.constantFrom<readonly Taint[]>(
    [],
    [{ key: taintKey, effect: 'NoSchedule' }],
    [{ key: taintKey, effect: 'NoExecute' }],
    [{ key: taintKey, effect: 'PreferNoSchedule' }],
    [{ key: taintKey, value: 'other', effect: 'NoSchedule' }],
  );
}
