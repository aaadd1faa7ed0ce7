import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import type { RunAs } from './run-as.ts';

/**
 * Makes a directory that only the server's account may open.
 * @returns false where the file system does not keep owners or modes, as some mounted folders
 */
export async function makeOwnedDirectory(path: string, runAs: RunAs | undefined): Promise<boolean> {
  await mkdir(path, { recursive: true });
  try {
    if (runAs) await chown(path, runAs.uid, runAs.gid);
    await chmod(path, 0o700);
  } catch {
    return false;
  }
  const made = await stat(path);
  return (made.mode & 0o777) === 0o700 && made.uid === (runAs?.uid ?? process.getuid?.());
}
