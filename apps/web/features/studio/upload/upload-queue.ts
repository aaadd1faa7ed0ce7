'use client';

import { ApiProblem } from '@edumaster/http/client';
import { browserApi } from '#web/api/browser-api.ts';
import { forgetUpload } from './interrupted-upload.ts';
import type { PartTransfer } from './part-transfer.ts';
import { abandon, openSession } from './upload-session.ts';
import { useUploads } from './uploads-store.ts';

let transfer: Promise<PartTransfer> | undefined;
const fileIds = new Map<string, string>();
const chosen = new Map<string, File>();

/** Sends the file, or goes on with it where an earlier try stopped. */
export async function startUpload(lectureId: string, file: File): Promise<void> {
  const { show, change } = useUploads.getState();
  chosen.set(lectureId, file);
  show({ lectureId, filename: file.name, step: 'preparing', percent: 0 });
  try {
    const session = await openSession(lectureId, file);
    if (session.isComplete) return await finishCompleted(lectureId, session.uploadId);
    const { uppy, setPartSize } = await theTransfer();
    removeFile(uppy, lectureId);
    setPartSize(file, session.partSize);
    const fileId = uppy.addFile({
      name: file.name,
      type: file.type,
      data: file,
      meta: { lectureId, relativePath: lectureId },
    });
    fileIds.set(lectureId, fileId);
    // As if it had been restored: Uppy then asks which parts have arrived, also of a new upload.
    const { uploadId } = session;
    uppy.setFileState(fileId, { s3Multipart: { uploadId, key: uploadId } } as object);
    change(lectureId, { step: 'uploading' });
    await uppy.upload();
  } catch (error) {
    change(lectureId, { step: 'failed', reason: reasonOf(error) });
  }
}

export async function pauseOrResume(lectureId: string): Promise<void> {
  const { uppy } = await theTransfer();
  const fileId = fileIds.get(lectureId);
  if (!fileId) return;
  const isPaused = uppy.pauseResume(fileId);
  useUploads.getState().change(lectureId, { step: isPaused ? 'paused' : 'uploading' });
}

export async function cancelUpload(lectureId: string): Promise<void> {
  const { uppy } = await theTransfer();
  removeFile(uppy, lectureId);
  chosen.delete(lectureId);
  useUploads.getState().drop(lectureId);
  await abandon(lectureId);
}

/** After a failure: the parts that arrived are not sent again. */
export async function retryUpload(lectureId: string): Promise<void> {
  const file = chosen.get(lectureId);
  if (file) await startUpload(lectureId, file);
}

/** A tab that closed between the last part and the answer left nothing to send. */
async function finishCompleted(lectureId: string, uploadId: string): Promise<void> {
  const { received } = await browserApi.getUpload({ params: { id: uploadId } });
  const { mediaId } = await browserApi.completeUpload({
    params: { id: uploadId },
    body: { parts: received },
  });
  finish(lectureId, mediaId);
}

function finish(lectureId: string, mediaId: string): void {
  forgetUpload(localStorage, lectureId);
  chosen.delete(lectureId);
  fileIds.delete(lectureId);
  useUploads.getState().finish(lectureId, mediaId);
}

function removeFile(uppy: PartTransfer['uppy'], lectureId: string): void {
  const fileId = fileIds.get(lectureId);
  fileIds.delete(lectureId);
  if (fileId && uppy.getFile(fileId)) uppy.removeFile(fileId);
}

/** Uppy is loaded with the first file. */
function theTransfer(): Promise<PartTransfer> {
  transfer ??= import('./part-transfer.ts').then(({ createPartTransfer }) => {
    const created = createPartTransfer();
    report(created.uppy);
    return created;
  });
  return transfer;
}

function report(uppy: PartTransfer['uppy']): void {
  const { change } = useUploads.getState();
  uppy.on('upload-progress', (file, { bytesUploaded, bytesTotal }) => {
    if (!file || !bytesTotal) return;
    const percent = Math.min(100, Math.floor((bytesUploaded / bytesTotal) * 100));
    const isPaused = uppy.getFile(file.id)?.isPaused ?? false;
    const step = isPaused ? 'paused' : percent === 100 ? 'finishing' : 'uploading';
    change(file.meta.lectureId, { percent, step });
  });
  uppy.on('upload-success', (file, response) => {
    if (!file) return;
    finish(file.meta.lectureId, response.uploadURL ?? '');
    uppy.removeFile(file.id);
  });
  uppy.on('upload-error', (file, error) => {
    if (file) change(file.meta.lectureId, { step: 'failed', reason: reasonOf(error) });
  });
}

/** What the server said about the file; of a lost network the row itself says enough. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem) || error.status >= 500) return undefined;
  return error.problem.errors?.[0]?.message ?? error.problem.detail ?? error.problem.title;
}
