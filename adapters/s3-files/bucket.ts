import type { S3Client } from '@aws-sdk/client-s3';
import { assertKey } from '@edumaster/files';
import { connectS3, type S3Store } from './s3-client.ts';

/** Part of a bucket: what is below our prefix. */
export class Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly #store: S3Store;
  readonly #prefix: string;

  constructor(store: S3Store) {
    this.client = connectS3(store);
    this.name = store.bucket;
    this.#store = store;
    this.#prefix = store.prefix ?? '';
  }

  get title(): string {
    const { bucket, endpoint, region } = this.#store;
    return `${bucket}/${this.#prefix} at ${endpoint ? new URL(endpoint).host : `Amazon ${region}`}`;
  }

  /** How requests name a content. @throws FilesError `invalid_key` */
  at(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.name, Key: `${this.#prefix}${key}` };
  }

  /** How requests name all that begins with a prefix of ours. */
  below(prefix: string): { Bucket: string; Prefix: string } {
    return { Bucket: this.name, Prefix: `${this.#prefix}${prefix}` };
  }

  /** The key that we know something of the bucket by. */
  keyOf(name: string): string {
    return name.slice(this.#prefix.length);
  }

  /** Where a content is, for those who do not use the SDK. */
  async urlOf(key: string): Promise<URL> {
    const { Bucket: name, Key: path } = this.at(key);
    const { config } = this.client;
    const { url } = config.endpointProvider({
      Bucket: name,
      Region: await config.region(),
      ForcePathStyle: this.#store.hasPathStyle ?? false,
      ...(this.#store.endpoint === undefined ? {} : { Endpoint: this.#store.endpoint }),
    });
    // Keys are ASCII, and of their signs only these two are written otherwise in a signed path.
    const escaped = path.replaceAll(/[@+=]/g, (sign) => encodeURIComponent(sign));
    return new URL(`${url.href.replace(/\/$/, '')}/${escaped}`);
  }
}
