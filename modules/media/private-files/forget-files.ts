import type { Files } from '@edumaster/files';
import { avatarKey, documentKey, sourceKey } from '../domain/file-keys.ts';
import { avatarSizes } from './redraw-image.ts';

/** Everything that may lie on the disk of a paper or a profile picture. */
export async function forgetFiles(files: Files, mediaId: string): Promise<void> {
  const avatars = avatarSizes.map((size) => avatarKey(mediaId, size));
  const documents = [documentKey(mediaId), sourceKey(mediaId, 'kyc-document')];
  for (const key of [...documents, ...avatars]) await files.delete(key);
}
