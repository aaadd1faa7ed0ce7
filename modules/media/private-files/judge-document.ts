import { sniffImage } from '../domain/sniff-image.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { redrawDocument } from '../images/redraw-image.ts';
import { FileRefused } from './refusal.ts';

export interface KeptDocument {
  readonly contentType: 'application/pdf' | 'image/jpeg';
  readonly bytes: Buffer;
}

const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
};

/** What is kept of a paper, by its content. @throws FileRefused */
export async function judgeDocument(filename: string, bytes: Buffer): Promise<KeptDocument> {
  const type = bytes.toString('latin1', 0, 5) === '%PDF-' ? 'application/pdf' : sniffImage(bytes);
  if (!type) throw new FileRefused('not_a_document');
  const ending = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase();
  if (!endings[type]?.includes(ending)) throw new FileRefused('name_and_content_differ');
  if (type !== 'application/pdf') {
    return { contentType: 'image/jpeg', bytes: await redrawDocument(bytes) };
  }
  inspectPdf(bytes);
  return { contentType: type, bytes };
}
