import { OutgoingHttpError } from './outgoing-http-error.ts';

const timeouts = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

const broken = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENODATA',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

/** The failure as the caller acts on it; what is no failure of the other side stays as it is. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof OutgoingHttpError) return error;
  const { code, name, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  const reason = String(code ?? (cause as NodeJS.ErrnoException | undefined)?.code ?? '');
  if (name === 'TimeoutError' || timeouts.has(reason)) {
    return new OutgoingHttpError('timed_out', 'The server did not answer in time');
  }
  if (/^(CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/.test(reason)) {
    return new OutgoingHttpError('untrusted', 'The certificate of the server is not valid');
  }
  if (broken.has(reason) || /^(HPE_|ERR_SSL_)/.test(reason)) {
    return new OutgoingHttpError('unreachable', 'The server cannot be reached');
  }
  return error;
}
