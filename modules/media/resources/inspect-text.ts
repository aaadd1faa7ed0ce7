import { createReadStream } from 'node:fs';
import { FileRefused } from '../private-files/refusal.ts';

/** What a page, a drawing or a PDF begins with, whatever its name says. */
const otherBeginnings = /^\s*(<(!doctype|html|svg|script|iframe|head|body|\?xml)\b|%PDF-)/i;

/** No text has them; tabs, line ends, form feeds and escapes of terminals are fine. */
// oxlint-disable-next-line no-control-regex
const foreignBytes = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;

/** Refuses what is no text. In which encoding it is written is left open. @throws FileRefused */
export async function inspectText({ path }: { readonly path: string }): Promise<void> {
  let isFirst = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const text = (chunk as Buffer).toString('latin1');
    if (isFirst && otherBeginnings.test(text.replace(/^\u00ef\u00bb\u00bf/, ''))) {
      throw new FileRefused('name_and_content_differ');
    }
    if (foreignBytes.test(text)) throw new FileRefused('not_a_text');
    isFirst = false;
  }
}
