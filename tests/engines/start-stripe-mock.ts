import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@edumaster/testkit';
import { freePort } from '../running-server/start-test-server.ts';

/** Stripe's own mock: it knows nothing, but checks every request against Stripe's OpenAPI document. */
export interface StripeMock {
  readonly url: string;
  dispose(): Promise<void>;
}

export async function startStripeMock(): Promise<StripeMock> {
  const port = await freePort();
  const child = spawn('stripe-mock', ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await eventually('stripe-mock to answer', async () => {
    if (child.exitCode !== null) throw new Error(`stripe-mock ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/v1/charges`).catch(() => undefined);
    return answer ? true : undefined;
  });
  return {
    url,
    async dispose() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
