import { defineConfig } from 'vitest/config';

const source = ['@edumaster/source'];

export default defineConfig({
  ssr: { resolve: { conditions: source, externalConditions: source } },
  resolve: { conditions: source },
  test: {
    include: ['{packages,ports,adapters,modules,apps}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.next/**'],
    maxWorkers: 2,
    // A busy machine is no failure; what has to be quick is measured elsewhere.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['packages/testkit/global-setup.ts'],
  },
});
