export type CaptionFileText =
  { readonly content: string } | { readonly refusal: 'too-large' | 'not-utf8' };

/** Larger than hours of talk; not worth sending. */
const mostBytes = 5_000_000;

/**
 * The text of a file, by its byte order mark or as UTF-8. Other encodings look alike and would come
 * out as wrong letters, so nobody guesses.
 */
export async function captionFileText(file: Blob): Promise<CaptionFileText> {
  if (file.size > mostBytes) return { refusal: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = encodingOf(bytes);
  try {
    return { content: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { refusal: 'not-utf8' };
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
