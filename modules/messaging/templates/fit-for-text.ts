const longestName = 80;
const longestQuote = 2_000;

/**
 * A name as it can stand in a line. Whoever signs up chooses a name and an address, and could make us
 * send their advertisement to strangers: what a mail program would turn into a link is no name.
 */
export function fitName(name: string | null | undefined): string | null {
  const line = oneLine(name ?? '');
  const looksLikeLink = /[@/\\]|:\S|\p{L}\.\p{L}{2}|\bwww\b/iu.test(line);
  return line === '' || line.length > longestName || looksLikeLink ? null : line;
}

/** What somebody of the staff wrote to a person, in lines. */
export function fitQuote(text: string): string {
  const lines = text
    .split(/\r\n?|\n/)
    .map(oneLine)
    .join('\n')
    .trim();
  return lines.length > longestQuote ? `${lines.slice(0, longestQuote)}…` : lines;
}

/** Without control characters, and without the marks that turn text around (bidirectional). */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
