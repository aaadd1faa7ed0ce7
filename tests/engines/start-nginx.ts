import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '@edumaster/testkit';
import { freePort } from '../running-server/start-test-server.ts';

export interface RealNginx {
  readonly url: string;
  dispose(): Promise<void>;
}

export interface NginxConfiguration {
  /** A file of `deploy/video`. */
  readonly file: string;
  /** Inside a `server` block of its own, or as it stands. */
  readonly isServer: boolean;
  /** What is put in, by the names that the file uses. */
  readonly values: Readonly<Record<string, string>>;
}

const recipes = resolve(import.meta.dirname, '../../deploy/video');

/** Debian's nginx with a configuration that we ship, on a port of its own. */
export async function startNginx(configuration: NginxConfiguration): Promise<RealNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-nginx-'));
  // The workers run as another account than root.
  await chmod(folder, 0o755);
  const port = await freePort();
  const values = {
    LISTEN: `127.0.0.1:${port}`,
    CACHE_FOLDER: join(folder, 'cache'),
    ...configuration.values,
  };
  const recipe = Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(name, value),
    await readFile(join(recipes, configuration.file), 'utf8'),
  );
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'nginx.conf'), whole(recipe, { folder, port, ...configuration }));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually('nginx to answer', async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    return answer && (await answer.arrayBuffer()) ? true : undefined;
  });
  return {
    url,
    async dispose() {
      child.kill('SIGQUIT');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function whole(
  recipe: string,
  { folder, port, isServer }: { folder: string; port: number; isServer: boolean },
): string {
  const server = isServer ? `server { listen 127.0.0.1:${port}; ${recipe} }` : recipe;
  return `
    daemon off;
    worker_processes 1;
    pid ${folder}/nginx.pid;
    error_log ${folder}/logs/error.log warn;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path ${folder}/body;
      proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi;
      scgi_temp_path ${folder}/scgi;
      ${server}
    }`;
}
