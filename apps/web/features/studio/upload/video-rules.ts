import { browserApi } from '#web/api/browser-api.ts';
import type { UploadRules } from '#web/api/media.ts';

let known: Promise<UploadRules> | undefined;

/** Asked for once; null when nobody answers, and the server judges by itself. */
export async function videoRules(): Promise<UploadRules | null> {
  known ??= browserApi.getUploadRules({ query: { purpose: 'lecture-video' } });
  try {
    return await known;
  } catch {
    known = undefined;
    return null;
  }
}
