import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootSecret } from '@edumaster/kernel';

/** Makes the folder in which everything is kept, readable by its owner and nobody else. */
export async function prepareDataDirectory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Not 0700: the embedded Postgres may run as another user, who must pass through.
  await chmod(folder, 0o711);
}

/**
 * The root secret of this data directory, made at the first start. Two programs that make it at
 * once agree on one, since a link is made only where nothing is.
 */
export async function keptSecret(folder: string): Promise<RootSecret> {
  const file = join(folder, 'secret');
  const known = await readIfThere(file);
  if (known) return known;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readFile(file, 'utf8');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
