import { type Files, FilesError } from '@edumaster/files';

/** The first bytes of a stored file; undefined when there is none. */
export async function readHead(
  files: Files,
  key: string,
  length: number,
): Promise<Buffer | undefined> {
  try {
    const { stream } = await files.read(key, { offset: 0, length });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof FilesError && error.code === 'not_found') return undefined;
    throw error;
  }
}
