import { statfs } from 'node:fs/promises';
import { FilesError } from './files-error.ts';

interface Disk {
  readonly blocks: number;
  readonly bavail: number;
  readonly bsize: number;
}

/** At most that much stays free, and on a small disk a twentieth. */
const largestReserve = 1024 ** 3;

/**
 * Whether a file still fits on the disk. What is kept free is not ours: on most machines the
 * database lives beside the files, and it stops when it cannot write.
 */
export function hasRoomFor(bytes: number, { blocks, bavail, bsize }: Disk): boolean {
  const reserve = Math.min(largestReserve, (blocks * bsize) / 20);
  return bavail * bsize - bytes >= reserve;
}

/** @throws FilesError `no_space` */
export async function requireRoomFor(bytes: number, folder: string): Promise<void> {
  if (hasRoomFor(bytes, await statfs(folder))) return;
  throw new FilesError('no_space', `no room for ${bytes} bytes`);
}
