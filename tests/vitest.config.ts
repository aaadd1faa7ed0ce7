import { defineConfig } from 'vitest/config';

const source = ['@edumaster/source'];
const conditions = {
  ssr: { resolve: { conditions: source, externalConditions: source } },
  resolve: { conditions: source },
};

/** Tests of the whole: rules over the tree, and a running server (built, in a process of its own). */
export default defineConfig({
  test: {
    projects: [
      project('architecture', { testTimeout: 60_000 }),
      project('api', { testTimeout: 60_000 }),
      // One browser or one victim at a time: they share the machine's two cores with the server.
      project('e2e', { testTimeout: 300_000, fileParallelism: false }),
      project('chaos', { testTimeout: 300_000, fileParallelism: false }),
    ],
    maxWorkers: 2,
  },
});

interface Pace {
  readonly testTimeout: number;
  readonly fileParallelism?: boolean;
}

function project(name: string, pace: Pace) {
  return {
    ...conditions,
    test: {
      name,
      include: [`${name}/**/*.test.ts`],
      globalSetup: ['../packages/testkit/global-setup.ts'],
      hookTimeout: 180_000,
      ...pace,
    },
  };
}
