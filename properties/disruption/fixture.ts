/** For tests of budgets and evictions. Only tests import it. */
import type { MiniTrace } from '../fixture.ts';
import { miniTrace } from '../fixture.ts';
import type { Sketch } from '../sketch.ts';

const metadata = { labels: { app: 'mini' } };

/** A pod that the mini-trace's budgets cover. */
export function covered(isReady = true): Sketch<'Pod'> {
  const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False' }] as const;
  return { metadata, status: { phase: 'Running', conditions } };
}

const evicted = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'EvictionByEvictionAPI',
} as const;

/** The pods `a` and `b`, the first of them perhaps not ready, and a budget. */
export function miniBudget(
  status: Sketch<'PodDisruptionBudget'>['status'],
  spec: Sketch<'PodDisruptionBudget'>['spec'] = { minAvailable: 1 },
  isReady = true,
): MiniTrace {
  const trace = miniTrace().add('Pod', 'a', covered(isReady)).add('Pod', 'b', covered());
  const counted = { observedGeneration: 1, ...status };
  return trace.add('PodDisruptionBudget', 'web', { spec, status: counted });
}

/** Asks for the eviction of `a`; with a code, it is refused. */
export function evict(trace: MiniTrace, code?: number): MiniTrace {
  const target = { kind: 'Pod', pick: 0 } as const;
  return trace.fault({ fault: 'PodEvicted', target }, { kind: 'Pod', name: 'a' }, code);
}

/** The budget names the pod and allows so many more. */
export function charge(trace: MiniTrace, disruptionsAllowed: number): MiniTrace {
  const status = { disruptionsAllowed, disruptedPods: { a: '2026-01-01T00:00:00Z' } };
  return trace.change('PodDisruptionBudget', 'web', { status });
}

/** The Eviction API marks the pod. */
export function mark(trace: MiniTrace, isReady = true): MiniTrace {
  const conditions = [...(covered(isReady).status?.conditions ?? []), evicted];
  return trace.change('Pod', 'a', { status: { conditions } });
}
