import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { eventually } from '@edumaster/testkit';
import { loopbackFetch } from './loopback-fetch.ts';
import type { Visitor } from './visitor.ts';

type Purpose = Parameters<Visitor['api']['createUpload']>[0]['body']['purpose'];

/** Sends a video in its parts. @returns the media's id */
export function uploadVideo(by: Visitor, path: string, lectureId?: string): Promise<string> {
  return uploadFile(by, path, { purpose: 'lecture-video', lectureId });
}

/** Sends a file in its parts. @returns the media's id */
export async function uploadFile(
  by: Visitor,
  path: string,
  { purpose, lectureId }: { purpose: Purpose; lectureId?: string | undefined },
): Promise<string> {
  const { size } = await stat(path);
  const upload = await by.api.createUpload({
    body: {
      filename: basename(path),
      size,
      contentType: 'application/octet-stream',
      purpose,
      ...(lectureId ? { lectureId } : {}),
    },
  });
  const file = await open(path);
  try {
    const parts = [];
    for (const { number, url } of upload.parts) {
      const start = (number - 1) * upload.partSize;
      const content = Buffer.alloc(Math.min(upload.partSize, size - start));
      await file.read(content, 0, content.length, start);
      // The address is the permission, and may be that of a store, which is no business of our token.
      const response = await loopbackFetch(new URL(url, by.url).href, {
        method: 'PUT',
        body: content,
      });
      if (!response.ok)
        throw new Error(`part ${number}: ${response.status} ${await response.text()}`);
      parts.push({ number, etag: response.headers.get('etag')?.replaceAll('"', '') ?? '' });
    }
    const { mediaId } = await by.api.completeUpload({
      params: { id: upload.uploadId },
      body: { parts },
    });
    return mediaId;
  } finally {
    await file.close();
  }
}

type Media = Awaited<ReturnType<Visitor['api']['readMedia']>>;

/** Waits until the media has one of these states. */
export function untilMedia(by: Visitor, id: string, states: readonly string[]): Promise<Media> {
  return eventually(
    `media ${id} to be ${states.join(' or ')}`,
    async () => {
      const media = await by.api.readMedia({ params: { id } });
      return states.includes(media.status) ? media : undefined;
    },
    120,
  );
}
