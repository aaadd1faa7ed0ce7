import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clamd, type ClamdAddress } from '@edumaster/clamd';
import { eventually } from '@edumaster/testkit';
import { eicar } from '@edumaster/virus-scan';
import { freePort } from '../running-server/start-test-server.ts';

/** Debian's clamd that knows one virus: the EICAR test file, by a signature of ours. */
export interface RealClamd {
  readonly socket: ClamdAddress;
  readonly port: ClamdAddress;
  /** Streams that are longer are refused. */
  readonly maxBytes: number;
  /** `kill -9`, and waits until the process is gone. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  /** It keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  dispose(): Promise<void>;
}

const mebibytes = 5;

export async function startClamd(): Promise<RealClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-clamd-'));
  const socket = { path: join(folder, 'clamd.sock') };
  const port = { host: '127.0.0.1', port: await freePort() };
  await mkdir(join(folder, 'known'));
  const signature = `Eicar-Test-Of-Ours:0:*:${Buffer.from(eicar).toString('hex')}\n`;
  await writeFile(join(folder, 'known', 'ours.ndb'), signature);
  const configuration = join(folder, 'clamd.conf');
  await writeFile(
    configuration,
    [
      'Foreground yes',
      `DatabaseDirectory ${join(folder, 'known')}`,
      `TemporaryDirectory ${folder}`,
      `LocalSocket ${socket.path}`,
      'FixStaleSocket yes',
      `TCPSocket ${port.port}`,
      `TCPAddr ${port.host}`,
      `StreamMaxLength ${mebibytes}M`,
      `MaxFileSize ${mebibytes}M`,
      `MaxScanSize ${2 * mebibytes}M`,
      'AlertExceedsMax yes',
      '',
    ].join('\n'),
  );
  let child = await run(configuration, port);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    socket,
    port,
    maxBytes: mebibytes * 1024 ** 2,
    kill,
    async startAgain() {
      child = await run(configuration, port);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async dispose() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(configuration: string, address: ClamdAddress): Promise<ChildProcess> {
  const child = spawn('clamd', ['--config-file', configuration], { stdio: 'ignore' });
  const clamd = new Clamd({ address });
  await eventually('clamd to answer', async () => {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`);
    return clamd.version().catch(() => undefined);
  });
  return child;
}
