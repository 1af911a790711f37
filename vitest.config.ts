import { defineConfig } from 'vitest/config';

/** One machine with two cores runs everything: files side by side on both, and time enough for a browser to start. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
