import { createHash, createHmac } from 'node:crypto';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface PartAddressing {
  /** Of the object, as the store reads it. */
  readonly url: URL;
  readonly region: string;
  readonly credentials: Credentials;
  readonly now: Date;
  readonly expiresSeconds: number;
}

export interface AddressedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly size: number;
}

/**
 * Signs addresses of parts (Signature Version 4 in the query). The length is signed too: with a
 * byte more or less the signature is another one. Written here since a long video has thousands of
 * parts, and the key, which is the same for all of them, is derived once.
 */
export function partAddresser(addressing: PartAddressing): (part: AddressedPart) => string {
  const { url, region, credentials, now, expiresSeconds } = addressing;
  const moment = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${moment.slice(0, 8)}/${region}/s3/aws4_request`;
  const key = signingKey(credentials.secretAccessKey, scope);
  const { accessKeyId, sessionToken } = credentials;
  const always: readonly (readonly [string, string])[] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Content-Sha256', 'UNSIGNED-PAYLOAD'],
    ['X-Amz-Credential', `${accessKeyId}/${scope}`],
    ['X-Amz-Date', moment],
    ['X-Amz-Expires', String(expiresSeconds)],
    ...(sessionToken ? [['X-Amz-Security-Token', sessionToken] as const] : []),
    ['X-Amz-SignedHeaders', 'content-length;host'],
  ];
  return ({ uploadId, number, size }) => {
    const parameters = [...always, ['partNumber', String(number)], ['uploadId', uploadId]];
    // The order of code points: capital letters come first.
    const query = parameters
      .map(([name = '', value = '']) => `${encoded(name)}=${encoded(value)}`)
      .join('&');
    const headers = `content-length:${size}\nhost:${url.host}\n`;
    const request = [
      'PUT',
      url.pathname,
      query,
      headers,
      'content-length;host',
      'UNSIGNED-PAYLOAD',
    ];
    const hash = createHash('sha256').update(request.join('\n')).digest('hex');
    const toSign = `AWS4-HMAC-SHA256\n${moment}\n${scope}\n${hash}`;
    const signature = createHmac('sha256', key).update(toSign).digest('hex');
    return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`;
  };
}

function signingKey(secret: string, scope: string): Buffer {
  let key: string | Buffer = `AWS4${secret}`;
  for (const step of scope.split('/')) key = createHmac('sha256', key).update(step).digest();
  return Buffer.from(key);
}

/** As the signature wants it: everything but letters, digits and four signs. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
