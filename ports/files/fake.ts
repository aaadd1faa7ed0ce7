import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '@edumaster/kernel';
import type {
  FileRange,
  Files,
  FileStat,
  NewUpload,
  OpenedFile,
  OpenUpload,
  Part,
  PartContent,
  ReceivedPart,
  StoredFile,
  Upload,
} from './files.ts';
import { FilesError } from './files-error.ts';
import { assertKey, assertPrefix } from './keys.ts';
import { assertComplete, assertNewUpload, partSizeAt, resolveRange } from './uploads.ts';

interface Content extends FileStat {
  readonly bytes: Buffer;
}

interface HeldPart extends ReceivedPart {
  readonly bytes: Buffer;
}

interface HeldUpload {
  readonly upload: Upload;
  readonly parts: Map<number, HeldPart>;
  completed: FileStat | undefined;
}

/**
 * A file store in memory, for tests only: it keeps nothing over a restart and holds all content in
 * the process. It passes the contract suite of the port, as every adapter does.
 */
export function fakeFiles(): Files {
  return new FakeFiles();
}

class FakeFiles implements Files {
  readonly #contents = new Map<string, Content>();
  readonly #uploads = new Map<string, HeldUpload>();

  async createUpload(request: NewUpload): Promise<Upload> {
    assertKey(request.key);
    assertNewUpload(request);
    const { key, size, partSize } = request;
    const upload = { key, size, partSize, id: newId(), createdAt: new Date().toISOString() };
    this.#uploads.set(upload.id, { upload, parts: new Map(), completed: undefined });
    return upload;
  }

  async writePart({ upload, number, body }: PartContent): Promise<ReceivedPart> {
    const expected = partSizeAt(this.#opened(upload).upload, number);
    const bytes = await buffer(body);
    if (bytes.length !== expected) {
      throw new FilesError('wrong_length', `${bytes.length} bytes instead of ${expected}`);
    }
    const part = { number, etag: newId(), size: expected };
    this.#opened(upload).parts.set(number, { ...part, bytes });
    return part;
  }

  async addressParts(): Promise<null> {
    return null;
  }

  async listParts(upload: Upload): Promise<ReceivedPart[]> {
    return this.#sortedParts(upload).map(({ number, etag, size }) => ({ number, etag, size }));
  }

  async completeUpload(upload: Upload, parts: readonly Part[]): Promise<FileStat> {
    const completed = this.#uploads.get(upload.id)?.completed;
    if (completed) return completed;
    const open = this.#opened(upload);
    const received = this.#sortedParts(upload);
    assertComplete(open.upload, received, parts);
    open.completed = this.#put(open.upload.key, Buffer.concat(received.map(({ bytes }) => bytes)));
    return open.completed;
  }

  async abortUpload({ id }: OpenUpload): Promise<void> {
    if (!this.#uploads.get(id)?.completed) this.#uploads.delete(id);
  }

  async listOpenUploads(before: Date): Promise<OpenUpload[]> {
    return [...this.#uploads.values()]
      .filter(({ completed }) => !completed)
      .map(({ upload: { id, key, createdAt } }) => ({ id, key, createdAt }))
      .filter(({ createdAt }) => Date.parse(createdAt) < before.getTime());
  }

  async sweep(before: Date): Promise<OpenUpload[]> {
    const abandoned = await this.listOpenUploads(before);
    for (const [id, { upload }] of this.#uploads) {
      if (Date.parse(upload.createdAt) < before.getTime()) this.#uploads.delete(id);
    }
    return abandoned;
  }

  async write(key: string, body: Readable | Uint8Array): Promise<FileStat> {
    assertKey(key);
    return this.#put(key, body instanceof Readable ? await buffer(body) : Buffer.from(body));
  }

  async takeOver(key: string, path: string): Promise<FileStat> {
    assertKey(key);
    const stat = this.#put(key, await readFile(path));
    await rm(path);
    return stat;
  }

  async read(key: string, range?: FileRange): Promise<OpenedFile> {
    const { bytes, ...stat } = this.#get(key);
    const { offset, length } = resolveRange(range, stat.size);
    const stream = Readable.from([bytes.subarray(offset, offset + length)]);
    return { ...stat, offset, length, stream };
  }

  async stat(key: string): Promise<FileStat | undefined> {
    assertKey(key);
    const content = this.#contents.get(key);
    return content && { size: content.size, etag: content.etag, modifiedAt: content.modifiedAt };
  }

  async delete(key: string): Promise<void> {
    assertKey(key);
    this.#contents.delete(key);
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    assertPrefix(prefix);
    for (const [key, { size, modifiedAt }] of this.#contents) {
      if (key.startsWith(prefix)) yield { key, size, modifiedAt };
    }
  }

  async deletePrefix(prefix: string): Promise<void> {
    if (prefix === '') throw new FilesError('invalid_key', 'an empty prefix means everything');
    for await (const { key } of this.list(prefix)) this.#contents.delete(key);
  }

  async withLocalFile<Result>(
    key: string,
    use: (path: string) => Promise<Result>,
  ): Promise<Result> {
    const { bytes } = this.#get(key);
    return this.withScratchFolder(async (folder) => {
      const path = join(folder, 'content');
      await writeFile(path, bytes);
      return use(path);
    });
  }

  async withScratchFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = await mkdtemp(join(tmpdir(), 'edumaster-fake-files-'));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #put(key: string, bytes: Buffer): FileStat {
    assertKey(key);
    const stat = { size: bytes.length, etag: newId(), modifiedAt: new Date() };
    this.#contents.set(key, { ...stat, bytes });
    return stat;
  }

  #get(key: string): Content {
    assertKey(key);
    const content = this.#contents.get(key);
    if (!content) throw new FilesError('not_found', `nothing at ${key}`);
    return content;
  }

  #opened({ id }: Upload): HeldUpload {
    const open = this.#uploads.get(id);
    if (!open || open.completed) throw new FilesError('no_such_upload', `no upload ${id}`);
    return open;
  }

  #sortedParts(upload: Upload): HeldPart[] {
    return [...this.#opened(upload).parts.values()].sort((a, b) => a.number - b.number);
  }
}
