import { lstat } from 'node:fs/promises';
import { EncoderFailed } from './refusals.ts';

/**
 * Refuses an output that is no plain file. An encoder that a stranger's file has taken over sees
 * nothing outside of its sandbox, but could leave a link there that we, outside, would follow: into
 * the delivery store, and to whoever asks for it.
 * @throws EncoderFailed
 */
export async function requireOwnFile(path: string): Promise<void> {
  const found = await lstat(path);
  if (!found.isFile() || found.nlink !== 1)
    throw new EncoderFailed(`${path} is no file of its own`);
}
