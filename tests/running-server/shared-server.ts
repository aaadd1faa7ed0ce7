import type { TestProject } from 'vitest/node';
import { startTestServer } from './start-test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    edumasterUrl: string;
    edumasterMetricsUrl: string;
    edumasterDataDir: string;
  }
}

/** One server with demo data for all files of a stage; each file makes the people that it needs. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('edumasterUrl', server.url);
  project.provide('edumasterMetricsUrl', `http://127.0.0.1:${server.metricsPort}/metrics`);
  project.provide('edumasterDataDir', server.dataDir);
  return () => server.dispose();
}
