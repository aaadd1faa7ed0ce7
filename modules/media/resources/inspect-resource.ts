import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { fileTypeFromBuffer } from 'file-type';
import { extensionOf, type ResourceFamily, resourceTypeOf } from '../domain/resource-types.ts';
import { inspectPdf } from '../private-files/inspect-pdf.ts';
import { FileRefused } from '../private-files/refusal.ts';
import { inspectArchive } from './inspect-archive.ts';
import { inspectText } from './inspect-text.ts';

/** What lies on the disk of this machine, with the name that it was sent with. */
export interface ArrivedResource {
  readonly path: string;
  readonly filename: string;
  readonly size: number;
}

/** PDFs and images are looked at as a whole, in memory. */
const wholeBytes = 64 * 1024 ** 2;

const headBytes = 4_100;

/** An archive is read from its end: its last record may stand so far before it. */
const tailBytes = 65_557;

const inspections: Readonly<Record<ResourceFamily, (file: ArrivedResource) => Promise<void>>> = {
  pdf: async (file) => inspectPdf(await whole(file), { streams: 'left out' }),
  image: inspectImage,
  audio: inspectAudio,
  zip: async (file) => void (await inspectArchive(file)),
  office: inspectOffice,
  text: inspectText,
};

/**
 * Refuses a file that is not what its name says, is something else beside, or unpacks without end.
 * It is no virus scan, and whatever passes is still only sent as an attachment, sandboxed.
 * @throws FileRefused
 */
export async function inspectResource(file: ArrivedResource): Promise<void> {
  const type = resourceTypeOf(file.filename);
  if (!type) throw new FileRefused('type_not_taken');
  await inspections[type.family](file);
}

async function inspectImage(file: ArrivedResource): Promise<void> {
  const bytes = await whole(file);
  await requireType(file, bytes.subarray(0, headBytes));
  if (/<(html|script|svg|iframe)[\s>]|%PDF-\d/i.test(bytes.toString('latin1'))) {
    throw new FileRefused('name_and_content_differ');
  }
  requireNoArchive(bytes.subarray(-tailBytes));
  // The library reads no GIF here: its head has to be enough.
  if (extensionOf(file.filename) === 'gif') return;
  const options = { limitInputPixels: 100_000_000, failOn: 'error' } as const;
  await sharp(bytes, options)
    .metadata()
    .catch(() => {
      throw new FileRefused('image_broken');
    });
}

async function inspectAudio(file: ArrivedResource): Promise<void> {
  await requireType(file, await pieceOf(file, 0, headBytes));
  requireNoArchive(await pieceOf(file, Math.max(0, file.size - tailBytes), tailBytes));
}

async function inspectOffice(file: ArrivedResource): Promise<void> {
  const { names, firstContent } = await inspectArchive(file);
  const extension = extensionOf(file.filename);
  const folder = folders[extension];
  const isOffice = folder
    ? names.has('[Content_Types].xml') && [...names].some((name) => name.startsWith(folder))
    : names.has('mimetype') && firstContent === resourceTypeOf(file.filename)?.contentType;
  if (!isOffice) throw new FileRefused('name_and_content_differ');
  const hasMacros = [...names].some((name) => /vbaProject\.bin$|^Basic\/|^Scripts\//i.test(name));
  if (hasMacros) throw new FileRefused('document_active');
}

/** Where the content of each kind of document lies in it. */
const folders: Readonly<Record<string, string>> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };

/** Names for one and the same. */
const sameTypes: Readonly<Record<string, readonly string[]>> = {
  jpeg: ['jpg'],
  m4a: ['m4a', 'mp4', 'm4b'],
};

async function requireType({ filename }: ArrivedResource, head: Uint8Array): Promise<void> {
  const extension = extensionOf(filename);
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext;
  if (found !== extension && !sameTypes[extension]?.some((ext) => ext === found)) {
    throw new FileRefused('name_and_content_differ');
  }
}

function requireNoArchive(tail: Buffer): void {
  if (tail.includes('PK\x05\x06', 0, 'latin1')) throw new FileRefused('name_and_content_differ');
}

function whole(file: ArrivedResource): Promise<Buffer> {
  if (file.size > wholeBytes) throw new FileRefused('too_large_to_inspect');
  return pieceOf(file, 0, file.size);
}

async function pieceOf({ path }: ArrivedResource, from: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
