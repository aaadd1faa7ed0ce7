import { AppError, isId } from '@edumaster/kernel';
import { dispositionOf } from '@edumaster/http/server';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { resourceKey } from '../domain/file-keys.ts';
import { resourceTypeOf } from '../domain/resource-types.ts';
import { DownloadAddresses } from '../use-cases/download-addresses.ts';
import { FileSender } from './file-sender.ts';

interface ResourceParams {
  readonly token: string;
  readonly assetId: string;
  readonly filename: string;
}

/**
 * `GET /r/<hmac>.<expiry>/<asset>/<filename>`: files of courses on any host, for ten minutes. A
 * browser saves them and runs nothing of them, whatever they are. No database is asked: the name is
 * part of what is signed.
 */
@Injectable()
export class ResourceDelivery implements PlainRoutes {
  readonly #addresses: DownloadAddresses;
  readonly #sender: FileSender;

  constructor(addresses: DownloadAddresses, sender: FileSender) {
    this.#addresses = addresses;
    this.#sender = sender;
  }

  mount(app: FastifyInstance): void {
    app.route<{ Params: ResourceParams }>({
      method: ['GET', 'HEAD'],
      url: '/r/:token/:assetId/:filename',
      handler: async (request, reply) => {
        const { token, assetId, filename } = request.params;
        this.#requireValid(token, { mediaId: assetId, filename });
        const contentType = resourceTypeOf(filename)?.contentType;
        if (!contentType) throw new AppError('not_found');
        reply
          .header('content-disposition', dispositionOf(filename))
          .header('content-security-policy', "default-src 'none'; sandbox");
        const cacheControl = 'private, no-store';
        const key = resourceKey(assetId);
        return this.#sender.send(request, reply, {
          key,
          contentType,
          cacheControl,
          isLasting: true,
        });
      },
    });
  }

  #requireValid(token: string, file: { mediaId: string; filename: string }): void {
    const verdict = isId(file.mediaId) ? this.#addresses.check(file, token, new Date()) : 'altered';
    if (verdict === 'valid') return;
    const detail = verdict === 'expired' ? 'This download address has expired' : undefined;
    throw new AppError('download_address_refused', detail ? { detail } : {});
  }
}
