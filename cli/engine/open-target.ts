/** From what `--target` names to an adapter. */
import type { Adapter } from '../../adapters/adapter.ts';
import type { FeatureGate } from '../../specs/features.ts';
import type { TargetOption } from '../options.ts';

export interface OpenOptions {
  readonly timeoutScale: number;
  readonly featureGates: Partial<Record<FeatureGate, boolean>>;
  /** Scenarios at once on a cluster. */
  readonly lanes?: number;
}

/** The adapter, and what its target is known to leave out. Loads only the code that it needs. */
export async function openTarget(
  where: TargetOption,
  { timeoutScale, featureGates, lanes }: OpenOptions,
): Promise<{ readonly adapter: Adapter; readonly notModelled: readonly string[] }> {
  if (where.kind === 'model') {
    const { modelAdapter, notModelled } = await import('../../adapters/model/adapter.ts');
    return { adapter: modelAdapter({ version: where.version, featureGates }), notModelled };
  }
  const { clusterAdapter } = await import('../../adapters/cluster/adapter.ts');
  const adapter = clusterAdapter({
    ...(where.path !== undefined && { kubeconfig: where.path }),
    ...(where.context !== undefined && { context: where.context }),
    ...(lanes !== undefined && { lanes }),
    timeoutScale,
  });
  return { adapter, notModelled: [] };
}
