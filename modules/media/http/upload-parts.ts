import { AppError, id, isId } from '@edumaster/kernel';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WritePart } from '../use-cases/write-part.ts';

interface PartParams {
  readonly token: string;
  readonly tenantId: string;
  readonly uploadId: string;
  readonly number: string;
}

/**
 * `PUT /u/<hmac>.<expiry>/<tenant>/<upload>/<number>`: takes the bytes of a part on any host. The
 * address is the permission; it is made by `SignedAddresses` and opaque to clients.
 */
@Injectable()
export class UploadParts implements PlainRoutes {
  readonly #writePart: WritePart;

  constructor(writePart: WritePart) {
    this.#writePart = writePart;
  }

  async mount(app: FastifyInstance): Promise<void> {
    await app.register(async (scope) => {
      // The body is bytes whatever type it claims to have, and is never held in memory.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
      scope.put<{ Params: PartParams }>(
        '/u/:token/:tenantId/:uploadId/:number',
        { bodyLimit: Number.MAX_SAFE_INTEGER },
        async (request, reply) => this.#take(request, reply),
      );
    });
  }

  async #take(
    request: FastifyRequest<{ Params: PartParams }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { token, tenantId, uploadId, number } = request.params;
    const isAddress = isId(tenantId) && isId(uploadId) && /^\d{1,5}$/.test(number);
    // A refused sender may still be sending megabytes: the connection is not kept for that.
    reply.header('connection', 'close');
    if (!isAddress) throw new AppError('upload_address_refused');
    const announced = request.headers['content-length'];
    const part = await this.#writePart.run({
      place: { tenantId: id(tenantId), uploadId, number: Number(number) },
      token,
      contentLength: announced === undefined ? undefined : Number(announced),
      body: request.raw,
      now: new Date(),
    });
    return reply
      .removeHeader('connection')
      .header('etag', `"${part.etag}"`)
      .header('cache-control', 'no-store')
      .code(200)
      .send();
  }
}
