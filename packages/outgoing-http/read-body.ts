import type { Dispatcher } from 'undici';
import { OutgoingHttpError } from './outgoing-http-error.ts';

/** @throws OutgoingHttpError `too_large`, as soon as it is known */
export async function readBody(
  { headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) tooLarge(maxBytes);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) tooLarge(maxBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(maxBytes: number): never {
  throw new OutgoingHttpError('too_large', `The answer has more than ${maxBytes} bytes`);
}
