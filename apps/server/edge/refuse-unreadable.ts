import type { Socket } from 'node:net';

interface Unreadable {
  readonly status: number;
  readonly title: string;
}

const anythingElse: Unreadable = { status: 400, title: 'Bad Request' };

const byCode: Readonly<Record<string, Unreadable>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: 'Request Timeout' },
  HPE_HEADER_OVERFLOW: { status: 431, title: 'Request Header Fields Too Large' },
};

/**
 * Answers what is no HTTP request, or one with too long a head: it never becomes a request here.
 * @param headers of every answer; `x-correlation-id` among them
 */
export function refuseUnreadable(
  error: Error & { code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const { status, title } = byCode[error.code ?? ''] ?? anythingElse;
  const body = JSON.stringify({
    type: 'urn:edumaster:error:bad_request',
    title,
    status,
    code: 'bad_request',
    detail: 'The head of the request cannot be read',
    correlationId: headers['x-correlation-id'],
  });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
