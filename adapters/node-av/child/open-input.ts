import { Demuxer } from 'node-av';
import type { Input } from './jobs.ts';

/**
 * Opens a file by the one demuxer that may read it. The sizes in its headers are looked at before
 * its streams are: for those, pictures are decoded, and a picture of 16000 x 16000 takes 800 MB.
 */
export function openInput({ path, container, maxPixels }: Input): Demuxer {
  const options = { protocol_whitelist: 'file', format_whitelist: container };
  const open = (skipStreamInfo: boolean): Demuxer =>
    Demuxer.openSync(`file:${path}`, { format: container, skipStreamInfo, options });
  const headers = open(true);
  const areSmall = headers.streams.every(
    ({ codecpar }) => codecpar.width * codecpar.height <= maxPixels,
  );
  if (!areSmall) return headers;
  headers.closeSync();
  return open(false);
}
