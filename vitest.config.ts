import { defineConfig } from 'vitest/config';

/** A cluster is tested too where one is configured; `npm run test:cluster` insists on it. */
const isClusterWanted =
  process.env['PLIMSOLL_KUBECONFIG'] !== undefined || process.argv.includes('cluster');

if (!isClusterWanted) {
  process.stderr.write('no real cluster: PLIMSOLL_KUBECONFIG is not set (see README)\n');
}

/** `unit`: beside the code. `model`: the suite on the reference model. `mutants`: its teeth.
 * `cluster`: the adapter contract on a real control plane, one scenario after the other. */
export default defineConfig({
  test: {
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
          isolate: false,
        },
      },
      {
        test: {
          name: 'model',
          include: ['conformance.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'mutants',
          include: ['**/*.mutants.test.ts'],
          exclude: ['{node_modules,dist}/**'],
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
