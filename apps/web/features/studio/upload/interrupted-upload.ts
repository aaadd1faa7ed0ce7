/** What identifies a file when it is picked again; its content is never read for it. */
export interface FileFingerprint {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

export interface InterruptedUpload extends FileFingerprint {
  readonly uploadId: string;
}

export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const keyOf = (lectureId: string) => `em-upload-${lectureId}`;

export function rememberUpload(
  storage: KeyValueStorage,
  lectureId: string,
  upload: InterruptedUpload,
): void {
  const { uploadId, name, size, lastModified } = upload;
  storage.setItem(keyOf(lectureId), JSON.stringify({ uploadId, name, size, lastModified }));
}

export function recallUpload(
  storage: KeyValueStorage,
  lectureId: string,
): InterruptedUpload | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(lectureId)) ?? 'null');
    return isInterruptedUpload(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** The lecture among these whose upload of this very file was interrupted. */
export function interruptedWith(
  storage: KeyValueStorage,
  lectureIds: readonly string[],
  file: FileFingerprint,
): string | undefined {
  return lectureIds.find((lectureId) => {
    const kept = recallUpload(storage, lectureId);
    return kept && isSameFile(kept, file);
  });
}

export function forgetUpload(storage: KeyValueStorage, lectureId: string): void {
  storage.removeItem(keyOf(lectureId));
}

export function isSameFile(a: FileFingerprint, b: FileFingerprint): boolean {
  return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
}

function isInterruptedUpload(value: unknown): value is InterruptedUpload {
  if (typeof value !== 'object' || value === null) return false;
  const { uploadId, name, size, lastModified } = value as Partial<InterruptedUpload>;
  return (
    typeof uploadId === 'string' &&
    typeof name === 'string' &&
    typeof size === 'number' &&
    typeof lastModified === 'number'
  );
}
