import { AppError, isId } from '@edumaster/kernel';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { avatarKey } from '../domain/file-keys.ts';
import { avatarSizes } from '../images/redraw-image.ts';
import { FileSender } from './file-sender.ts';

/**
 * `GET /images/avatars/<media>/<64|128|512>.webp`: profile pictures, for everybody. A picture never changes:
 * a new one has another address.
 */
@Injectable()
export class PublicAvatars implements PlainRoutes {
  readonly #sender: FileSender;

  constructor(sender: FileSender) {
    this.#sender = sender;
  }

  mount(app: FastifyInstance): void {
    app.route<{ Params: { readonly mediaId: string; readonly file: string } }>({
      method: ['GET', 'HEAD'],
      url: '/images/avatars/:mediaId/:file',
      handler: async (request, reply) => {
        const { mediaId, file } = request.params;
        const size = avatarSizes.find((known) => file === `${known}.webp`);
        if (!isId(mediaId) || size === undefined) throw new AppError('not_found');
        reply.header('content-security-policy', "default-src 'none'; sandbox");
        const cacheControl = 'public, max-age=31536000, immutable';
        const key = avatarKey(mediaId, size);
        return this.#sender.send(request, reply, {
          key,
          contentType: 'image/webp',
          cacheControl,
          isLasting: true,
        });
      },
    });
  }
}
