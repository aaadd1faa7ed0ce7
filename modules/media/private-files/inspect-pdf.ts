import { inflateSync } from 'node:zlib';
import { FileRefused } from './refusal.ts';

/** Of one compressed stream; a document that needs more is refused rather than half seen. */
const inflatedBytes = 8 * 1024 ** 2;

/** Of all compressed streams of one file that are looked into. */
const inflatedBytesOfFile = 64 * 1024 ** 2;

/**
 * Names in a PDF that make it do something (ISO 32000-2, 12.6): scripts, programs, data that is
 * sent away, files inside, and forms of the kind that carries its own scripts.
 */
const activeNames =
  /\/(JavaScript|JS|Launch|SubmitForm|ImportData|EmbeddedFiles?|Filespec|RichMedia|XFA|GoToE|Rendition)(?![\w-])/;

interface PdfOptions {
  /**
   * In the packed pictures of a large file every short name stands somewhere by chance: those can be
   * left out, for what is handed on as an attachment only.
   */
  readonly streams?: 'searched' | 'left out';
}

/** From behind a dictionary to the end of the stream. */
const streamBodies = /(?<=>>\s{0,4})stream\r?\n[\s\S]*?endstream/g;

/**
 * Refuses what is no PDF, cannot be opened without a password, or does more than show pages.
 *
 * Names can be spelt with escapes and hide in compressed object streams; both are looked into.
 * Filters other than Flate, and what lies inside of an encrypted file, are not: this is no virus
 * scanner. The second wall is how a document is served: as an attachment, sandboxed, and only to
 * those who review.
 *
 * @throws FileRefused
 */
export function inspectPdf(bytes: Buffer, { streams = 'searched' }: PdfOptions = {}): void {
  const whole = bytes.toString('latin1');
  const text = streams === 'searched' ? whole : whole.replaceAll(streamBodies, 'stream endstream');
  if (!/^%PDF-[12]\.\d/.test(text)) throw new FileRefused('not_a_document');
  if (isSomethingElseToo(whole)) throw new FileRefused('name_and_content_differ');
  if (!/%%EOF\s*$/.test(text.slice(-1_024))) throw new FileRefused('pdf_broken');
  if (hasName(text, /\/Encrypt(?![\w-])/)) throw new FileRefused('pdf_encrypted');
  if (hasName(text, activeNames)) throw new FileRefused('pdf_active');
  for (const objects of objectStreamsOf(bytes, whole)) {
    if (hasName(objects, activeNames)) throw new FileRefused('pdf_active');
  }
}

/** A zip is read from its end and a page from its first tag, wherever the file begins. */
function isSomethingElseToo(text: string): boolean {
  const isZip = text.slice(-65_557).includes('PK\x05\x06');
  return isZip || /<(!doctype\s+html|html|script|svg)[\s>]/i.test(text.slice(0, 1_024));
}

function hasName(text: string, names: RegExp): boolean {
  return names.test(text) || (text.includes('#') && names.test(unescaped(text)));
}

/** `/J#61vaScript` is `/JavaScript`. */
function unescaped(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** What object streams hold: dictionaries that are not to be seen in the file itself. */
function* objectStreamsOf(bytes: Buffer, text: string): Generator<string> {
  let left = inflatedBytesOfFile;
  for (const { index } of text.matchAll(/\/ObjStm(?![\w-])/g)) {
    const begin = text.indexOf('stream', index);
    const end = text.indexOf('endstream', begin);
    if (begin < 0 || end < 0) throw new FileRefused('pdf_broken');
    const lineEnd = text[begin + 6] === '\r' ? 2 : 1;
    const objects = inflated(bytes.subarray(begin + 6 + lineEnd, end));
    left -= objects.length;
    if (left < 0) throw new FileRefused('pdf_broken');
    yield objects;
  }
}

function inflated(compressed: Buffer): string {
  try {
    const options = { maxOutputLength: inflatedBytes, finishFlush: 2 };
    return inflateSync(compressed, options).toString('latin1');
  } catch {
    throw new FileRefused('pdf_broken');
  }
}
