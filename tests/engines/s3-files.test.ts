import { addressesContract, filesContract } from '@edumaster/files/contract-suite';
import { afterAll, beforeAll } from 'vitest';
import { type RealS3, startS3 } from './start-s3.ts';

/** The smallest part that S3 takes, but for the last. */
const partSize = 5 * 1024 ** 2;

let s3: RealS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.dispose());

filesContract('in S3', () => s3.newFiles(), partSize);
filesContract(
  'in a part of a bucket',
  async () => s3.newFiles({ ...(await s3.newBucket()), prefix: 'school/' }),
  partSize,
);
addressesContract('in S3', () => s3.newFiles(), partSize);
