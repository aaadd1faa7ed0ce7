import type { Socket } from 'node:net';
import { newId } from '@edumaster/kernel';

interface Unreadable {
  readonly status: number;
  readonly title: string;
}

const anythingElse: Unreadable = { status: 400, title: 'Bad Request' };

const byCode: Readonly<Record<string, Unreadable>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: 'Request Timeout' },
  HPE_HEADER_OVERFLOW: { status: 431, title: 'Request Header Fields Too Large' },
};

/** Answers what is no HTTP request, or one with too long a head: it never becomes a request here. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const { status, title } = byCode[error.code ?? ''] ?? anythingElse;
  const correlationId = newId();
  const body = JSON.stringify({
    type: 'urn:edumaster:error:bad_request',
    title,
    status,
    code: 'bad_request',
    detail: 'The head of the request cannot be read',
    correlationId,
  });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-correlation-id: ${correlationId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
