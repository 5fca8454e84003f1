/** Mini-traces about one pod on one node, `n0`, and the taints of that node. Only tests import
 * it. */
import type { Taint, Toleration } from '../../specs/kubernetes.ts';
import type { MiniOptions, MiniTrace } from '../fixture.ts';
import { miniTrace, readyStatus } from '../fixture.ts';

const containers = [{ name: 'main', image: 'mini:a' }];

/** A pod that runs on n0 and tolerates these taints, or none. */
export function miniPod(
  tolerations: readonly Toleration[] = [],
  options: MiniOptions = {},
): MiniTrace {
  const spec = { nodeName: 'n0', containers, tolerations, terminationGracePeriodSeconds: 5 };
  return miniTrace(options)
    .add('Node', 'n0')
    .add('Pod', 'web-1', { spec, status: readyStatus() })
    .wait(1000);
}

/** Tolerates every taint for so many seconds. */
export function patient(tolerationSeconds: number): readonly Toleration[] {
  return [{ operator: 'Exists', tolerationSeconds }];
}

/** Replaces the taints of n0. */
export function taint(trace: MiniTrace, ...keys: readonly string[]): MiniTrace {
  const taints = keys.map((key): Taint => ({ key, effect: 'NoExecute' }));
  return trace.change('Node', 'n0', { spec: { taints } }, 'user');
}

/** The pod is deleted, for this reason. */
export function evict(trace: MiniTrace, reason = 'DeletionByTaintManager'): MiniTrace {
  const conditions = [
    { type: 'Ready', status: 'True' },
    { type: 'DisruptionTarget', status: 'True', reason },
  ] as const;
  return trace
    .change('Pod', 'web-1', { status: { conditions } }, 'node-lifecycle-controller')
    .terminate('Pod', 'web-1', 'node-lifecycle-controller');
}
