'use client';

import { browserApi } from '#web/api/browser-api.ts';
import { forgetUpload } from './interrupted-upload.ts';
import type { PartTransfer } from './part-transfer.ts';
import { TransferRate } from './transfer-rate.ts';
import { reasonOfFailure, reasonOfRules } from './upload-reason.ts';
import { abandon, openSession } from './upload-session.ts';
import { useUploads } from './uploads-store.ts';
import { videoRules } from './video-rules.ts';

let transfer: Promise<PartTransfer> | undefined;
const fileIds = new Map<string, string>();
const chosen = new Map<string, File>();
const rates = new Map<string, TransferRate>();

/** Sends the file, or goes on with it where an earlier try stopped. */
export async function startUpload(lectureId: string, file: File): Promise<void> {
  const { show, change } = useUploads.getState();
  chosen.set(lectureId, file);
  rates.set(lectureId, new TransferRate());
  const sizes = { sentBytes: 0, totalBytes: file.size };
  show({ lectureId, filename: file.name, step: 'preparing', ...sizes });
  try {
    const rules = await videoRules();
    const refusal = rules && reasonOfRules(file, rules);
    if (refusal) return change(lectureId, { step: 'refused', reason: refusal });
    const session = await openSession(lectureId, file);
    // Given up while the server was asked.
    if (chosen.get(lectureId) !== file) return await abandon(lectureId);
    if (session.isComplete) return await finishCompleted(lectureId, session.uploadId);
    await send(lectureId, file, session);
  } catch (error) {
    fail(lectureId, error);
  }
}

interface Session {
  readonly uploadId: string;
  readonly partSize: number;
}

async function send(lectureId: string, file: File, session: Session): Promise<void> {
  const { uploadId, partSize } = session;
  const { uppy, setPartSize } = await theTransfer();
  removeFile(uppy, lectureId);
  setPartSize(file, partSize);
  const fileId = uppy.addFile({
    name: file.name,
    type: file.type,
    data: file,
    meta: { lectureId, relativePath: lectureId },
  });
  fileIds.set(lectureId, fileId);
  // As if it had been restored: Uppy then asks which parts have arrived, also of a new upload.
  uppy.setFileState(fileId, { s3Multipart: { uploadId, key: uploadId } } as object);
  useUploads.getState().change(lectureId, { step: 'uploading' });
  await uppy.upload();
}

export async function pauseOrResume(lectureId: string): Promise<void> {
  const { uppy } = await theTransfer();
  const fileId = fileIds.get(lectureId);
  if (!fileId) return;
  const isPaused = uppy.pauseResume(fileId);
  rates.get(lectureId)?.reset();
  const change = { bytesPerSecond: undefined, secondsLeft: undefined };
  useUploads.getState().change(lectureId, { ...change, step: isPaused ? 'paused' : 'uploading' });
}

export async function cancelUpload(lectureId: string): Promise<void> {
  chosen.delete(lectureId);
  rates.delete(lectureId);
  useUploads.getState().drop(lectureId);
  if (transfer) removeFile((await transfer).uppy, lectureId);
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
  rates.delete(lectureId);
  fileIds.delete(lectureId);
  useUploads.getState().finish(lectureId, mediaId);
}

function fail(lectureId: string, error: unknown): void {
  const reason = reasonOfFailure(error, Date.now());
  useUploads.getState().change(lectureId, { step: 'failed', reason });
}

function removeFile(uppy: PartTransfer['uppy'], lectureId: string): void {
  const fileId = fileIds.get(lectureId);
  fileIds.delete(lectureId);
  if (fileId && uppy.getFile(fileId)) uppy.removeFile(fileId);
}

/** Uppy is loaded with the first file. */
function theTransfer(): Promise<PartTransfer> {
  transfer ??= import('./part-transfer.ts').then(({ createPartTransfer }) => {
    const created = createPartTransfer({
      onTrouble: wait,
      onRefusal(lectureId, error) {
        fail(lectureId, error);
        removeFile(created.uppy, lectureId);
      },
    });
    report(created.uppy);
    return created;
  });
  return transfer;
}

/** Until the next byte: then it is uploading again. */
function wait(lectureId: string): void {
  const { running, change } = useUploads.getState();
  const step = running[lectureId]?.step;
  if (step !== 'uploading' && step !== 'finishing') return;
  rates.get(lectureId)?.reset();
  change(lectureId, { step: 'waiting', bytesPerSecond: undefined, secondsLeft: undefined });
}

function report(uppy: PartTransfer['uppy']): void {
  const { change } = useUploads.getState();
  uppy.on('upload-progress', (file, { bytesUploaded, bytesTotal }) => {
    if (!file || !bytesTotal) return;
    const { lectureId } = file.meta;
    const isPaused = uppy.getFile(file.id)?.isPaused ?? false;
    const isSent = bytesUploaded >= bytesTotal;
    const rate = rates.get(lectureId);
    if (!isPaused) rate?.note(performance.now(), bytesUploaded);
    change(lectureId, {
      sentBytes: Math.min(bytesUploaded, bytesTotal),
      bytesPerSecond: rate?.bytesPerSecond(),
      secondsLeft: rate?.secondsLeft(bytesTotal),
      step: isPaused ? 'paused' : isSent ? 'finishing' : 'uploading',
    });
  });
  uppy.on('upload-success', (file, response) => {
    if (!file) return;
    finish(file.meta.lectureId, response.uploadURL ?? '');
    uppy.removeFile(file.id);
  });
  uppy.on('upload-error', (file, error) => {
    if (file) fail(file.meta.lectureId, error);
  });
}
