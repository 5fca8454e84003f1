import { defineConfig } from 'vitest/config';

/** What mutation testing runs: the properties' own tests, without projects, which it cannot pick. */
export default defineConfig({ test: { include: ['properties/**/*.test.ts'] } });
