import type { FileStores } from '@edumaster/files';
import { avatarKey, documentKey, sourceKey } from '../domain/file-keys.ts';
import { avatarSizes } from '../images/redraw-image.ts';

/** Everything that may lie in a store of a paper or a profile picture. */
export async function forgetFiles(stores: FileStores, mediaId: string): Promise<void> {
  const avatars = avatarSizes.map((size) => avatarKey(mediaId, size));
  const documents = [documentKey(mediaId), sourceKey(mediaId, 'kyc-document')];
  for (const key of documents) await stores.ingest.delete(key);
  for (const key of avatars) await stores.delivery.delete(key);
}
