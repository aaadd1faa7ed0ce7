import { Readable } from 'node:stream';
import { FilesError } from '@edumaster/files';

/**
 * The same bytes, if they are as many as they should be. The last piece is held back until the end
 * was seen: a store takes a part as soon as it has the announced bytes, and could not be told then
 * that there were more.
 * @throws FilesError `wrong_length` from the stream
 */
export function withExactLength(body: Readable, expected: number): Readable {
  return Readable.from(checked(body, expected), { objectMode: false });
}

async function* checked(body: Readable, expected: number): AsyncGenerator<Buffer> {
  let held: Buffer | undefined;
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > expected) throw wrongLength(length, expected);
    if (held) yield held;
    held = piece;
  }
  if (length !== expected) throw wrongLength(length, expected);
  if (held) yield held;
}

function wrongLength(bytes: number, expected: number): FilesError {
  return new FilesError('wrong_length', `${bytes} bytes or more instead of ${expected}`);
}
