import { ApiProblem } from '@edumaster/http/client';
import { browserApi } from '#web/api/browser-api.ts';
import type { UploadState } from '#web/api/media.ts';
import { forgetUpload, isSameFile, recallUpload, rememberUpload } from './interrupted-upload.ts';

export interface UploadSession {
  readonly uploadId: string;
  readonly partSize: number;
  /** The file had arrived in full before; nothing is left to send. */
  readonly isComplete: boolean;
}

/** The upload that this very file was in, or a new one. */
export async function openSession(lectureId: string, file: File): Promise<UploadSession> {
  const resumed = await resumeSession(lectureId, file);
  if (resumed) return resumed;
  const { uploadId, partSize } = await browserApi.openUpload({
    body: {
      filename: file.name,
      size: file.size,
      contentType: file.type,
      purpose: 'lecture-video',
      lectureId,
    },
  });
  const { name, size, lastModified } = file;
  rememberUpload(localStorage, lectureId, { uploadId, name, size, lastModified });
  return { uploadId, partSize, isComplete: false };
}

async function resumeSession(lectureId: string, file: File): Promise<UploadSession | null> {
  const kept = recallUpload(localStorage, lectureId);
  if (!kept) return null;
  if (!isSameFile(kept, file)) {
    await abandon(lectureId);
    return null;
  }
  const state = await readState(kept.uploadId);
  if (!state || state.status === 'aborted') {
    forgetUpload(localStorage, lectureId);
    return null;
  }
  const isComplete = state.status === 'completed';
  return { uploadId: kept.uploadId, partSize: state.partSize, isComplete };
}

/** Gives up what was sent of an interrupted upload. */
export async function abandon(lectureId: string): Promise<void> {
  const kept = recallUpload(localStorage, lectureId);
  forgetUpload(localStorage, lectureId);
  // The server forgets abandoned uploads by itself: a failure here costs nothing.
  if (kept) await browserApi.abortUpload({ params: { id: kept.uploadId } }).catch(() => undefined);
}

async function readState(uploadId: string): Promise<UploadState | null> {
  try {
    return await browserApi.getUpload({ params: { id: uploadId } });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
