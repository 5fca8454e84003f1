/** `plimsoll clean`: removes from a cluster whatever a killed run left there, and nothing else. */
import { exitCodes, UsageError } from './exit.ts';
import type { Options } from './options.ts';
import { target } from './options.ts';

/** Cleans, says what was removed, and returns the exit code. */
export async function clean(options: Options): Promise<number> {
  const where = target(options);
  if (where.kind !== 'kubeconfig') {
    throw new UsageError('--target: expected kubeconfig[:PATH]; the model leaves nothing behind');
  }
  const { cleanCluster } = await import('../adapters/cluster/clean.ts');
  const removed = await cleanCluster({
    ...(where.path !== undefined && { kubeconfig: where.path }),
    ...(where.context !== undefined && { context: where.context }),
  });
  for (const name of removed) process.stdout.write(`removed ${name}\n`);
  if (removed.length === 0) process.stdout.write('there was nothing to remove\n');
  return exitCodes.conformant;
}
