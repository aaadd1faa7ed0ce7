// Bar 3b: segments of a video at signed addresses, sent by the embedded server, against the same file
// sent by @fastify/static; and in the set-up of production, nginx that checks the signature, against
// nginx that sends the file to everybody.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@edumaster/kernel';
import { cpuMilliseconds, untilQuiet } from './cpu-time.ts';
import { list, median } from './median.ts';
import { fetchRanges } from './range-requests.ts';
import { freePort, root, startInstallation } from './started-installation.ts';
import { storeVideo } from './stored-video.ts';

const rounds = 5;
const requests = 1_000;
const megabyte = 1024 ** 2;
const size = 24 * megabyte;

interface Server {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
}

const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The accounts that run Postgres and nginx must pass.
chmodSync(folder, 0o755);
const key = randomBytes(24).toString('hex');
const asset = newId();
const expiry = String(Math.floor(Date.now() / 1000) + 3_600);
const children: ChildProcess[] = [];

function start(command: string, args: readonly string[]): number {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  return child.pid ?? 0;
}

async function startFastify(objects: string): Promise<Server> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'peers/fastify-static.ts');
  const pid = start(process.execPath, [script, objects, String(port)]);
  const url = `http://127.0.0.1:${port}/v/media/${asset}/play/720p.mp4`;
  return { name: '@fastify/static', pid, url };
}

/** @param recipe what a `server` block holds */
async function startNginx(name: string, recipe: string, path: string): Promise<Server> {
  const port = await freePort();
  const place = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(place);
  const configuration = join(place, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${place}/${kind};`)
    .join(' ');
  writeFileSync(
    configuration,
    // The store lets nobody in but the account that we are.
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${place}/pid; error_log ${place}/error.log;
     events { worker_connections 256; }
     http { access_log off; ${temporary} server { listen 127.0.0.1:${port}; ${recipe} } }`,
  );
  const pid = start('nginx', ['-p', place, '-c', configuration]);
  return { name, pid, url: `http://127.0.0.1:${port}${path}` };
}

/** @returns CPU milliseconds a megabyte */
async function measure({ pid, url }: Server): Promise<number> {
  const before = cpuMilliseconds(pid);
  await fetchRanges({ url, count: requests, size, length: megabyte });
  return (cpuMilliseconds(pid) - before) / requests;
}

async function compare(servers: readonly Server[]): Promise<readonly number[]> {
  const measured = servers.map((): number[] => []);
  for (const server of servers) await measure(server);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) measured[index]?.push(await measure(server));
  }
  for (const [index, { name }] of servers.entries()) {
    console.log(`${name.padEnd(22)} ${list(measured[index] ?? [], 3)} ms CPU a MB`);
  }
  return measured.map(median);
}

const dataDir = join(folder, 'data');
const installation = await startInstallation(
  dataDir,
  { EDUMASTER_DELIVERY_KEY: key },
  'as in production',
);
try {
  const objects = storeVideo(dataDir, { asset, size });
  const mac = createHmac('sha256', key).update(`${expiry}\n${asset}`).digest('base64url');
  const pid = installation.child.pid ?? 0;
  const url = `${installation.url}/v/${mac}.${expiry}/${asset}/720p.mp4`;
  const peer = await startFastify(objects);
  await untilQuiet(pid);
  const [ours = 0, theirs = 1] = await compare([{ name: 'embedded, signed', pid, url }, peer]);
  const embedded = `embedded ${(ours / theirs).toFixed(2)}x @fastify/static (bar: at most 0.33)`;
  if (spawnSync('nginx', ['-v']).status !== 0) {
    console.log(`3b ${embedded}; nginx is not here`);
  } else {
    const recipe = readFileSync(join(root, 'deploy/video/nginx.conf'), 'utf8')
      .replaceAll('DELIVERY_KEY', key)
      .replaceAll('DELIVERY_ROOT', objects);
    const digest = createHash('md5').update(`${expiry}${asset} ${key}`).digest('base64url');
    const signed = await startNginx(
      'nginx, signed',
      recipe,
      `/v/${digest}.${expiry}/${asset}/720p.mp4`,
    );
    const plain = await startNginx(
      'nginx',
      `location / { root ${objects}; sendfile on; tcp_nopush on; }`,
      `/media/${asset}/play/720p.mp4`,
    );
    await pause(500);
    const [checked = 1, open = 1] = await compare([signed, plain]);
    const nginx = `signed nginx ${(open / checked).toFixed(2)}x of nginx (bar: at least 0.9)`;
    console.log(`3b ${embedded}, ${nginx}`);
  }
} finally {
  for (const child of children) child.kill('SIGTERM');
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}
