import { S3Client } from '@aws-sdk/client-s3';

/** Where a store is, and who we are there. */
export interface S3Store {
  readonly bucket: string;
  /** Begins every key, so that a bucket may be shared: empty, or ends with a slash. */
  readonly prefix?: string | undefined;
  /** Of R2, MinIO and others; Amazon's own by default. */
  readonly endpoint?: string | undefined;
  /** `auto` for R2. */
  readonly region: string;
  /** The bucket in the path instead of the host: what most stores but Amazon's want. */
  readonly hasPathStyle?: boolean | undefined;
  /** By default what the machine has: its role, its environment, its profile. */
  readonly credentials?:
    { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Sockets at once, over everything that this process does with a store. */
const mostSockets = 128;

/** The SDK writes warnings to the console otherwise. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export function connectS3({ endpoint, region, hasPathStyle, credentials }: S3Store): S3Client {
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    forcePathStyle: hasPathStyle ?? false,
    // The checksums that the SDK adds by itself are refused by R2 and by older stores, and put the
    // bodies of streams into chunks that they do not read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
    logger: silent,
    requestHandler: {
      connectionTimeout: 3_000,
      // Of silence, not of the whole: a part on a slow line may take minutes.
      socketTimeout: 30_000,
      logger: silent,
      httpAgent: { keepAlive: true, maxSockets: mostSockets },
      httpsAgent: { keepAlive: true, maxSockets: mostSockets },
    },
  });
}
