import { defineConfig } from 'vitest/config';

/** `unit`: beside the code. `model`: the suite on the reference model. `mutants`: its teeth. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['node_modules/**', 'dist/**', '**/*.mutants.test.ts', 'conformance.test.ts', '**/*.cluster.test.ts'],
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
          exclude: ['node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
