// One project per tier. `core` needs no process and runs in parallel; the others share one PostgreSQL and one Temporal,
// started once per tier, and run one file at a time: two cores are little, and their clocks are real.
import { defineConfig } from 'vitest/config';

const services = {
  globalSetup: ['./test/harness/global-setup.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'core',
          include: ['{protocol,picture,designer,server,activities,workflows,prisma,bin}/**/*.test.{ts,tsx}', 'test/*.test.ts', 'test/{tidy,fuzz,reference}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'host', include: ['test/{workflow,replay}/**/*.test.ts'], ...services } },
      { test: { name: 'api', include: ['test/{api,harness}/**/*.test.ts'], ...services } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...services } },
      // Only on demand: one measures and asserts no time, the other takes the README's pictures.
      { test: { name: 'bench', include: ['bench/**/*.bench.ts'], ...services } },
      { test: { name: 'screenshots', include: ['test/screenshots/*.shots.ts'], ...services } },
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], ...services, testTimeout: 180_000 } },
    ],
  },
});
