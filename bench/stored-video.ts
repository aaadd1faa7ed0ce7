import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface StoredVideo {
  readonly asset: string;
  readonly size: number;
}

/**
 * Puts a large file that was never encoded into the store of an installation.
 * @returns the folder of the store
 */
export function storeVideo(dataDir: string, { asset, size }: StoredVideo): string {
  const objects = join(dataDir, 'files/objects');
  const play = join(objects, 'media', asset, 'play');
  mkdirSync(play, { recursive: true });
  writeFileSync(join(play, '720p.mp4'), randomBytes(size));
  return objects;
}
