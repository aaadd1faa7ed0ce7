import { AppError, isId } from '@edumaster/kernel';
import { type Files, FileStores } from '@edumaster/files';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { imageKey, thumbnailKey } from '../domain/file-keys.ts';
import { thumbnailType } from '../domain/thumbnail-files.ts';
import { FileSender } from './file-sender.ts';

/**
 * `GET /images/<media>/<320|640|960|1280>.<avif|webp>`: thumbnails, for everybody. They never
 * change: another picture has another address. One from before there were sizes leads to itself.
 */
@Injectable()
export class PublicThumbnails implements PlainRoutes {
  readonly #files: Files;
  readonly #sender: FileSender;

  constructor(stores: FileStores, sender: FileSender) {
    this.#files = stores.delivery;
    this.#sender = sender;
  }

  mount(app: FastifyInstance): void {
    app.route<{ Params: { readonly mediaId: string; readonly file: string } }>({
      method: ['GET', 'HEAD'],
      url: '/images/:mediaId/:file',
      handler: async (request, reply) => {
        const { mediaId, file } = request.params;
        const contentType = thumbnailType(file);
        if (!isId(mediaId) || !contentType) throw new AppError('not_found');
        const key = thumbnailKey(mediaId, file);
        if (!(await this.#files.stat(key)) && (await this.#files.stat(imageKey(mediaId)))) {
          return reply
            .header('cache-control', 'public, max-age=3600')
            .redirect(`/images/${mediaId}`);
        }
        reply.header('content-security-policy', "default-src 'none'; sandbox");
        const cacheControl = 'public, max-age=31536000, immutable';
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
