import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import {
  assertComplete,
  assertKey,
  assertNewUpload,
  type FileRange,
  type Files,
  FilesError,
  type FileStat,
  type NewUpload,
  type OpenedFile,
  type OpenUpload,
  type Part,
  type PartContent,
  type ReceivedPart,
  requireRoomFor,
  type StoredFile,
  type Upload,
} from '@edumaster/files';
import { isId, newId } from '@edumaster/kernel';
import { makeFolder } from './durable.ts';
import { Objects } from './objects.ts';
import { PartWriters } from './part-writers.ts';
import { UploadFolder } from './upload-folder.ts';

export interface DiskFilesOptions {
  /** A folder of its own, on one file system; made if it is missing. */
  readonly root: string;
}

/** Opens a file store on a disk of this machine. */
export async function openDiskFiles({ root }: DiskFilesOptions): Promise<Files> {
  const at = (name: string): string => resolve(root, name);
  // Other users of the machine have no business with what people upload.
  await makeFolder(at('.'), 0o700);
  for (const name of ['objects', 'uploads', 'scratch']) await makeFolder(at(name));
  return new DiskFiles(at('uploads'), at('scratch'), new Objects(at('objects'), at('scratch')));
}

class DiskFiles implements Files {
  readonly #uploads: string;
  readonly #scratch: string;
  readonly #objects: Objects;
  readonly #writers = new PartWriters();

  constructor(uploads: string, scratch: string, objects: Objects) {
    this.#uploads = uploads;
    this.#scratch = scratch;
    this.#objects = objects;
  }

  async createUpload(request: NewUpload): Promise<Upload> {
    assertKey(request.key);
    assertNewUpload(request);
    const { key, size, partSize } = request;
    await requireRoomFor(size, this.#uploads);
    const upload = { key, size, partSize, id: newId(), createdAt: new Date().toISOString() };
    await this.#folder(upload.id).create(upload);
    return upload;
  }

  /** Counted as a writer before it looks: an upload cannot be closed between look and write. */
  writePart({ upload, number, body, signal }: PartContent): Promise<ReceivedPart> {
    return this.#writers.write(
      upload.id,
      async (either) => {
        const { folder, record } = await this.#opened(upload);
        await requireRoomFor(upload.partSize, this.#uploads);
        return folder.writePart({ upload: record, number, body, signal: either });
      },
      signal,
    );
  }

  /** A disk has no door of its own. */
  async addressParts(): Promise<null> {
    return null;
  }

  async listParts(upload: Upload): Promise<readonly ReceivedPart[]> {
    return (await this.#opened(upload)).folder.parts();
  }

  async completeUpload(upload: Upload, parts: readonly Part[]): Promise<FileStat> {
    const folder = this.#folder(upload.id);
    return this.#writers.close(upload.id, async () => {
      const record = await folder.upload();
      if (!record) throw noSuchUpload(upload);
      const completed = await folder.completed();
      if (completed) return completed;
      const content = await this.#complete(folder, record, parts);
      await folder.recordCompleted(content);
      return content;
    });
  }

  async abortUpload({ id }: OpenUpload): Promise<void> {
    if (!isId(id)) return;
    const folder = this.#folder(id);
    await this.#writers.close(id, async () => {
      if (await folder.hasData()) await folder.remove();
    });
  }

  async listOpenUploads(before: Date): Promise<readonly OpenUpload[]> {
    const open: OpenUpload[] = [];
    for (const id of await readdir(this.#uploads)) {
      const folder = this.#folder(id);
      const upload = await folder.upload();
      if (!upload || Date.parse(upload.createdAt) >= before.getTime()) continue;
      const { key, createdAt } = upload;
      if (await folder.hasData()) open.push({ id, key, createdAt });
    }
    return open;
  }

  async sweep(before: Date): Promise<readonly OpenUpload[]> {
    const abandoned = await this.listOpenUploads(before);
    for (const upload of abandoned) await this.abortUpload(upload);
    // What is left of uploads is completed, or was never wholly begun.
    const forgotten = (await readdir(this.#uploads)).map((id) => join(this.#uploads, id));
    const scratch = (await readdir(this.#scratch)).map((name) => join(this.#scratch, name));
    for (const path of [...forgotten, ...scratch]) {
      if (await isOlder(path, before)) await rm(path, { recursive: true, force: true });
    }
    return abandoned;
  }

  write(key: string, body: Readable | Uint8Array): Promise<FileStat> {
    return this.#objects.write(key, body);
  }

  takeOver(key: string, path: string): Promise<FileStat> {
    return this.#objects.takeOver(key, path);
  }

  read(key: string, range?: FileRange): Promise<OpenedFile> {
    return this.#objects.read(key, range);
  }

  stat(key: string): Promise<FileStat | undefined> {
    return this.#objects.stat(key);
  }

  delete(key: string): Promise<void> {
    return this.#objects.delete(key);
  }

  list(prefix: string): AsyncIterable<StoredFile> {
    return this.#objects.list(prefix);
  }

  deletePrefix(prefix: string): Promise<void> {
    return this.#objects.deletePrefix(prefix);
  }

  async withLocalFile<Result>(
    key: string,
    use: (path: string) => Promise<Result>,
  ): Promise<Result> {
    if (!(await this.stat(key))) throw new FilesError('not_found', `nothing at ${key}`);
    return use(this.#objects.pathOf(key));
  }

  withScratchFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    return this.#objects.withScratchFolder(use);
  }

  /** Data that is gone has become the content: we died between moving it and recording so. */
  async #complete(folder: UploadFolder, upload: Upload, parts: readonly Part[]): Promise<FileStat> {
    if (await folder.hasData()) {
      assertComplete(upload, await folder.parts(), parts);
      return this.#objects.moveIn(upload.key, folder.dataPath);
    }
    const content = await this.#objects.stat(upload.key);
    if (!content) throw noSuchUpload(upload);
    return content;
  }

  async #opened(upload: Upload): Promise<{ folder: UploadFolder; record: Upload }> {
    const folder = this.#folder(upload.id);
    const record = await folder.upload();
    if (!record || !(await folder.hasData())) throw noSuchUpload(upload);
    return { folder, record };
  }

  #folder(id: string): UploadFolder {
    if (!isId(id)) throw new FilesError('no_such_upload', `no upload ${id}`);
    return new UploadFolder(join(this.#uploads, id));
  }
}

function noSuchUpload({ id }: Upload): FilesError {
  return new FilesError('no_such_upload', `no upload ${id}`);
}

async function isOlder(path: string, before: Date): Promise<boolean> {
  return stat(path).then(
    ({ mtime }) => mtime < before,
    () => false,
  );
}
