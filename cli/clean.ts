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
  const cleaning = await cleanCluster({
    ...(where.path !== undefined && { kubeconfig: where.path }),
    ...(where.context !== undefined && { context: where.context }),
    ...(options['force'] === true && { patienceMs: 0 }),
    onDoubt: (runs, patienceMs) =>
      process.stderr.write(
        `looking for signs of life of ${runs.join(', ')}, for up to ${patienceMs / 1000} s …\n`,
      ),
  });
  const { removedNamespaces, removedNodes, returnedNodes, leftovers, living } = cleaning;
  const lines = [
    ...removedNamespaces.map((name) => `removed namespace ${name} and all that was in it`),
    ...removedNodes.map((name) => `removed node ${name}`),
    ...returnedNodes.map((name) => `took our label from node ${name}`),
    ...living.map((run) => `left run ${run} alone: it is at work (--force removes that too)`),
    ...leftovers.map((name) => `namespace ${name} is still there: it is terminating`),
  ];
  process.stdout.write(`${lines.join('\n') || 'there was nothing to remove'}\n`);
  return leftovers.length > 0 ? exitCodes.undecided : exitCodes.conformant;
}
