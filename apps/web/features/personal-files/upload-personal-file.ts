import { browserApi } from '#web/api/browser-api.ts';
import type { DocumentKind } from '#web/api/instructors.ts';

/** Why a file was not taken, in words for the person; empty when that is not known. */
export class FileNotTaken extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'FileNotTaken';
  }
}

export type PersonalFile =
  | { readonly purpose: 'avatar' }
  | { readonly purpose: 'kyc-document'; readonly documentKind: DocumentKind };

const pollMilliseconds = 400;

/** After that something is stuck on the server; what arrived is looked at all the same. */
const patienceMilliseconds = 60_000;

/**
 * Sends a small file about oneself and waits until the server has looked at it.
 * @throws FileNotTaken
 */
export async function uploadPersonalFile(file: File, about: PersonalFile): Promise<string> {
  const { name: filename, size, type: contentType } = file;
  const { uploadId, partSize, parts } = await browserApi.openUpload({
    body: { filename, size, contentType, ...about },
  });
  const tags = [];
  for (const { number, url } of parts) {
    const body = file.slice((number - 1) * partSize, number * partSize);
    const answer = await fetch(url, { method: 'PUT', body });
    if (!answer.ok) throw new FileNotTaken('');
    tags.push({ number, etag: answer.headers.get('etag') ?? '' });
  }
  const params = { id: uploadId };
  const { mediaId } = await browserApi.completeUpload({ params, body: { parts: tags } });
  await judged(mediaId);
  return mediaId;
}

async function judged(mediaId: string): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  while (Date.now() < until) {
    const media = await browserApi.getMedia({ params: { id: mediaId } });
    if (media.status === 'ready') return;
    if (media.status === 'failed') throw new FileNotTaken(media.error?.message ?? '');
    await pause();
  }
  throw new FileNotTaken('');
}

/** Asks until what was uploaded has arrived where it belongs, which follows by itself. */
export async function untilArrived<Answer>(
  ask: () => Promise<Answer>,
  hasArrived: (answer: Answer) => boolean,
): Promise<Answer> {
  const until = Date.now() + patienceMilliseconds;
  for (;;) {
    const answer = await ask();
    if (hasArrived(answer) || Date.now() > until) return answer;
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
}
