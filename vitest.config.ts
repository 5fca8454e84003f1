import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** A cluster is tested too where one is configured; `npm run test:cluster` insists on it. */
const isClusterWanted =
  process.env['PLIMSOLL_KUBECONFIG'] !== undefined || process.argv.includes('cluster');

if (!isClusterWanted) {
  process.stderr.write('no real cluster: PLIMSOLL_KUBECONFIG is not set (see README)\n');
}

/** Vitest leaves one core free, for an editor perhaps. */
const maxWorkers = '100%';

/** What takes longest begins first, so that no core waits for the last file. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ project }: TestSpecification) => Number(project.name !== 'unit');
    return (await super.sort(files)).toSorted((one, other) => isLong(other) - isLong(one));
  }
}

/** `unit`: beside the code. `model`: the suite on the reference model. `mutants`: its teeth.
 * `cluster`: the adapter contract on a real control plane, one scenario after the other. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // What takes a second may take ten on a machine that is busy with something else.
          testTimeout: 30_000,
          include: ['**/*.test.ts'],
          exclude: [
            '{node_modules,dist}/**',
            '**/*.{mutants,cluster}.test.ts',
            'conformance.test.ts',
          ],
          // Tests share nothing but modules that keep no state: those are loaded once per thread.
          pool: 'threads',
          maxWorkers,
          isolate: false,
        },
      },
      {
        test: {
          name: 'model',
          include: ['conformance.test.ts'],
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'mutants',
          include: ['**/*.mutants.test.ts'],
          exclude: ['{node_modules,dist}/**'],
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      ...(isClusterWanted
        ? [
            {
              test: {
                name: 'cluster',
                include: ['**/*.cluster.test.ts'],
                exclude: ['{node_modules,dist}/**'],
                fileParallelism: false,
                hookTimeout: 300_000,
              },
            },
          ]
        : []),
    ],
  },
});
