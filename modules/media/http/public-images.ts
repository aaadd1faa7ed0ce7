import { AppError, isId } from '@edumaster/kernel';
import { type Files, FileStores } from '@edumaster/files';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { imageKey } from '../domain/file-keys.ts';
import { readHead } from '../store/read-head.ts';
import { sniffImage, sniffedBytes } from '../domain/sniff-image.ts';
import { FileSender } from './file-sender.ts';

/**
 * `GET /images/<media>`: images that everybody may see, at an address that lasts. What it is sent
 * as is read from its content each time; what is no image is not sent.
 */
@Injectable()
export class PublicImages implements PlainRoutes {
  readonly #files: Files;
  readonly #sender: FileSender;

  constructor(stores: FileStores, sender: FileSender) {
    this.#files = stores.delivery;
    this.#sender = sender;
  }

  mount(app: FastifyInstance): void {
    app.route<{ Params: { readonly mediaId: string } }>({
      method: ['GET', 'HEAD'],
      url: '/images/:mediaId',
      handler: async (request, reply) => {
        const { mediaId } = request.params;
        if (!isId(mediaId)) throw new AppError('not_found');
        const key = imageKey(mediaId);
        const head = await readHead(this.#files, key, sniffedBytes);
        const contentType = head && sniffImage(head);
        if (!contentType) throw new AppError('not_found');
        reply.header('content-security-policy', "default-src 'none'; sandbox");
        const cacheControl = 'public, max-age=86400';
        return this.#sender.send(request, reply, {
          key,
          contentType,
          cacheControl,
          isLasting: true,
        });
      },
    });
  }
}
