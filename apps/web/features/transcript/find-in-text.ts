export interface TextPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** The text cut where the words stand, whatever their case and marks. */
export function partsOf(text: string, wanted: string): readonly TextPart[] {
  const needle = comparable(wanted.trim()).text;
  if (needle === '') return [{ text, isHit: false }];
  const { text: plain, places } = comparable(text);
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = plain.indexOf(needle); at !== -1; at = plain.indexOf(needle, at + needle.length)) {
    const start = places[at] ?? 0;
    const end = places[at + needle.length] ?? text.length;
    if (start > from) parts.push({ text: text.slice(from, start), isHit: false });
    parts.push({ text: text.slice(start, end), isHit: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHit: false });
  return parts;
}

/** Lower case without marks and with single blanks, and where each of its letters came from. */
function comparable(text: string): { text: string; places: readonly number[] } {
  let plain = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const base = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const written = /^\s$/.test(letter) ? ' ' : base;
    for (let unit = 0; unit < written.length; unit += 1) places.push(at);
    plain += written;
    at += letter.length;
  }
  return { text: plain, places };
}
