import { randomBytes } from 'node:crypto';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';

const mebibyte = 1024 ** 2;

/** Files that are called videos and hold noise: they arrive like any, and cost no encode. */
export async function noiseFiles(names: readonly string[], mebibytes: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-noise-'));
  const paths = names.map((name) => join(folder, name));
  for (const path of paths) {
    const file = await open(path, 'w');
    for (let at = 0; at < mebibytes; at += 1) await file.write(randomBytes(mebibyte));
    await file.close();
  }
  return paths;
}

/** The requests by which a page sends parts of uploads. */
export interface SeenParts {
  /** Of each part that arrived, how often it did: by upload and number. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Of requests at the same moment. */
  readonly mostAtOnce: () => number;
  readonly underWay: () => number;
}

export function seeParts(page: Page): SeenParts {
  const arrived = new Map<string, number>();
  const underWay = new Set<Request>();
  let mostAtOnce = 0;
  page.on('request', (request) => {
    if (!isPart(request)) return;
    underWay.add(request);
    mostAtOnce = Math.max(mostAtOnce, underWay.size);
  });
  page.on('requestfailed', (request) => void underWay.delete(request));
  page.on('requestfinished', (request) => {
    if (underWay.delete(request)) void note(request);
  });
  async function note(request: Request): Promise<void> {
    const answer = await request.response();
    if (answer?.status() !== 200) return;
    const { pathname, searchParams } = new URL(request.url());
    // Of our own route the address ends with the number; of a store it is in the query.
    const part = searchParams.get('partNumber') ?? pathname.split('/').at(-1);
    const upload = searchParams.get('uploadId') ?? pathname.split('/').at(-2);
    const name = `${upload}/${part}`;
    arrived.set(name, (arrived.get(name) ?? 0) + 1);
  }
  return { arrived, mostAtOnce: () => mostAtOnce, underWay: () => underWay.size };
}

function isPart(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url());
  return (
    request.method() === 'PUT' && (pathname.startsWith('/u/') || searchParams.has('partNumber'))
  );
}
