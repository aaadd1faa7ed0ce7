import type { FastifyReply } from 'fastify';
import type { FileAnswer } from './call.ts';

/**
 * Sends a file that somebody else uploaded: whatever it is, a browser saves it, takes it for nothing
 * else than it is said to be, runs nothing of it and keeps no copy.
 */
export function sendFile(file: FileAnswer, reply: FastifyReply): FastifyReply {
  const { filename, contentType, size, stream } = file;
  return reply
    .type(contentType)
    .header('content-length', size)
    .header('content-disposition', dispositionOf(filename))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(stream);
}

/** RFC 6266: the plain name for old clients, and the exact one. */
export function dispositionOf(filename: string): string {
  const plain = filename.replace(/[^\w .-]/g, '_');
  const exact = encodeURIComponent(filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
