import { defineConfig } from 'vitest/config';

const source = ['@edumaster/source'];
const conditions = {
  ssr: { resolve: { conditions: source, externalConditions: source } },
  resolve: { conditions: source },
};

const testDatabases = ['../packages/testkit/global-setup.ts'];
const sharedServer = ['running-server/shared-server.ts'];
const template = ['chaos/template.ts'];

/** Tests of the whole: rules over the tree, and a running server (built, in a process of its own). */
export default defineConfig({
  test: {
    projects: [
      project('architecture', { testTimeout: 60_000, globalSetup: testDatabases }),
      project('isolation', { testTimeout: 120_000, globalSetup: testDatabases }),
      project('api', { testTimeout: 120_000, globalSetup: sharedServer }),
      // One browser or one victim at a time: they share the machine's two cores with the server.
      project('e2e', { testTimeout: 300_000, fileParallelism: false, globalSetup: sharedServer }),
      // Each file starts the engine that it needs.
      project('engines', { testTimeout: 60_000, fileParallelism: false }),
      // Thousands of cases each, which `npm test` has no time for.
      project('storms', {
        testTimeout: 3 * 60 * 60_000,
        fileParallelism: false,
        globalSetup: testDatabases,
      }),
      project('chaos', {
        testTimeout: 300_000,
        fileParallelism: false,
        globalSetup: [...testDatabases, ...template],
      }),
    ],
    maxWorkers: 2,
  },
});

interface Pace {
  /** What runs beside all files of the project. */
  readonly globalSetup?: string[];
  readonly testTimeout: number;
  readonly fileParallelism?: boolean;
}

function project(name: string, pace: Pace) {
  return {
    ...conditions,
    test: {
      name,
      include: [`${name}/**/*.test.ts`],
      hookTimeout: 180_000,
      ...pace,
    },
  };
}
