import { browserApi } from '#web/api/browser-api.ts';

interface SentResource {
  readonly lectureId: string;
  readonly file: File;
  /** 0 to 100. */
  readonly onPercent: (percent: number) => void;
}

const triesOfPart = 4;

/** Sends a file part by part; the lecture has it when it was looked at. @returns its media */
export async function sendResource({ lectureId, file, onPercent }: SentResource): Promise<string> {
  const { uploadId, partSize, parts } = await browserApi.openUpload({
    body: {
      filename: file.name,
      size: file.size,
      contentType: file.type,
      purpose: 'resource',
      lectureId,
    },
  });
  const tags: { number: number; etag: string }[] = [];
  for (const { number, url } of parts) {
    const piece = file.slice((number - 1) * partSize, number * partSize);
    tags.push({ number, etag: await sendPart(url, piece) });
    onPercent(Math.floor((tags.length / parts.length) * 100));
  }
  const completed = await browserApi.completeUpload({
    params: { id: uploadId },
    body: { parts: tags },
  });
  return completed.mediaId;
}

async function sendPart(url: string, piece: Blob): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, { method: 'PUT', body: piece }).catch(() => undefined);
    const etag = answer?.ok ? answer.headers.get('etag') : null;
    if (etag) return etag;
    if (attempt >= triesOfPart) throw new Error('a part of the file could not be sent');
    await new Promise((resolve) => setTimeout(resolve, 1_000 * 2 ** attempt));
  }
}
