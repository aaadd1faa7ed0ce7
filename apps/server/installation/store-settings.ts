import { settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

const bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
  .optional();
const endpoint = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.com' })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();
const prefix = z
  .string()
  .regex(/^[\w-]+(\/[\w-]+)*\/?$/, 'must be words divided by slashes, such as school/videos')
  .transform((text) => text.replace(/\/?$/, '/'))
  .optional();
const region = z.string().min(1).default('us-east-1');
const pathStyle = z.stringbool().optional();
const text = z.string().optional();

/**
 * Two stores that are set apart, since a byte that leaves one of them may cost a hundred times what
 * it costs to leave the other: S3 in, R2 out.
 */
export const storeSettings = settingsSlice('stores', {
  EDUMASTER_INGEST_BUCKET: bucket.describe(
    'S3 bucket for what people upload, which browsers then send to it directly; by default the disk',
  ),
  EDUMASTER_INGEST_PREFIX: prefix.describe('Begins every key in it, where the bucket is shared'),
  EDUMASTER_INGEST_ENDPOINT: endpoint.describe(
    "Address of the store when it is not Amazon's, for example of R2 or MinIO; browsers use it too",
  ),
  EDUMASTER_INGEST_REGION: region.describe('Its region; auto for R2'),
  EDUMASTER_INGEST_PATH_STYLE: pathStyle.describe(
    'The bucket in the path instead of the host name; by default with an endpoint',
  ),
  EDUMASTER_INGEST_ACCESS_KEY_ID: text.describe(
    'Key of the store; by default the role, environment or profile of the machine',
  ),
  EDUMASTER_INGEST_SECRET_ACCESS_KEY: text.describe('The secret of that key'),
  EDUMASTER_DELIVERY_BUCKET: bucket.describe(
    'S3 bucket for what viewers are served: videos, posters, public images; by default the disk',
  ),
  EDUMASTER_DELIVERY_PREFIX: prefix.describe('Begins every key in it, where the bucket is shared'),
  EDUMASTER_DELIVERY_ENDPOINT: endpoint.describe("Address of the store when it is not Amazon's"),
  EDUMASTER_DELIVERY_REGION: region.describe('Its region; auto for R2'),
  EDUMASTER_DELIVERY_PATH_STYLE: pathStyle.describe(
    'The bucket in the path instead of the host name; by default with an endpoint',
  ),
  EDUMASTER_DELIVERY_ACCESS_KEY_ID: text.describe(
    'Key of the store; by default the role, environment or profile of the machine',
  ),
  EDUMASTER_DELIVERY_SECRET_ACCESS_KEY: text.describe('The secret of that key'),
});
