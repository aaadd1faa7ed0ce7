/** A message as it went over the line. */
export interface MimeMessage {
  /** Unfolded and decoded, by name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

/** Reads what nodemailer makes of a text with an HTML alternative; no mail reader. */
export function readMime(raw: string): MimeMessage {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (!boundary) throw new Error('not a message with alternatives');
  const parts = body.split(`--${boundary}`).slice(1, -1).map(split);
  const contentOf = (type: string) => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    return part ? decodeBody(part) : '';
  };
  const decoded = [...headers].map(([name, value]) => [name, decodeWords(value)] as const);
  return {
    headers: new Map(decoded),
    text: contentOf('text/plain'),
    html: contentOf('text/html'),
  };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function split(raw: string): Part {
  const content = raw.replace(/^\r\n/, '');
  const end = content.indexOf('\r\n\r\n');
  const lines = content.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const headers = lines.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: new Map(headers), body: content.slice(end + 4) };
}

function decodeBody({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding');
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuoted(body.replace(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replace(/\r\n/g, '\n').replace(/\n$/, '');
}

function decodeQuoted(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** RFC 2047; blanks between encoded words are none. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, text: string) => {
      const isBase64 = encoding.toUpperCase() === 'B';
      const bytes = isBase64
        ? Buffer.from(text, 'base64')
        : decodeQuoted(text.replaceAll('_', ' '));
      return bytes.toString('utf8');
    });
}
