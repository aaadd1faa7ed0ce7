import { FileStores, type PartAddresses } from '@edumaster/files';
import type { Ctx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isPrivate } from '../domain/media-purpose.ts';
import type { Upload } from '../store/upload-store.ts';
import { SignedAddresses } from './signed-addresses.ts';

export type AddressedUpload = Pick<Upload, 'id' | 'purpose' | 'storedUpload'>;

/**
 * Where the parts of an upload are sent: to the store itself when it has addresses of its own, else
 * to our route.
 */
@Injectable()
export class AddressParts {
  readonly #stores: FileStores;
  readonly #addresses: SignedAddresses;

  constructor(stores: FileStores, addresses: SignedAddresses) {
    this.#stores = stores;
    this.#addresses = addresses;
  }

  async run(ctx: Ctx, upload: AddressedUpload, numbers: readonly number[]): Promise<PartAddresses> {
    const expiresAt = this.#addresses.partsExpireAt(ctx.now);
    const { id: uploadId, purpose, storedUpload } = upload;
    const wanted = { upload: storedUpload, numbers, expiresAt };
    // What is encrypted while it arrives has to come by us.
    const direct = isPrivate(purpose) ? null : await this.#stores.ingest.addressParts(wanted);
    if (direct) return direct;
    const { tenantId } = ctx;
    const parts = numbers.map((number) => ({
      number,
      url: this.#addresses.part({ tenantId, uploadId, number }, expiresAt),
    }));
    return { parts, expiresAt };
  }
}
