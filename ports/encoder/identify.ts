import { open } from 'node:fs/promises';
import { type Container, identifiedBytes, identifyBytes } from './identify-bytes.ts';
import { VideoRefused } from './refusals.ts';

export type { Container } from './identify-bytes.ts';

/**
 * The container of a file by its first bytes. Called before any media library sees the file, since
 * their parsers of playlists and rare formats are what attacks aim at.
 * @throws VideoRefused when it is none of the containers that we take
 */
export async function identify(path: string): Promise<Container> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(identifiedBytes);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const identity = identifyBytes(head.subarray(0, bytesRead));
    if ('refusal' in identity) throw new VideoRefused(identity.refusal);
    return identity.container;
  } finally {
    await file.close();
  }
}
