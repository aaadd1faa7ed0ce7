export { openS3Files, type S3Files } from './s3-files.ts';
export type { S3Store } from './s3-client.ts';
