import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { type Files, FileStores } from '@edumaster/files';
import type { S3Files, S3Store } from '@edumaster/s3-files';
import type { Settings } from '@edumaster/settings';
import { WrongConfiguration } from './configuration.ts';
import { storeSettings } from './store-settings.ts';

export interface ChosenFiles {
  readonly stores: FileStores;
  /** Those of the stores that are buckets. */
  readonly buckets: readonly ChosenBucket[];
  /** To which browsers send parts of uploads, past this program. */
  readonly uploadOrigins: readonly string[];
  close(): void;
}

export interface ChosenBucket {
  readonly role: StoreRole;
  readonly files: S3Files;
}

type StoreRole = 'ingest' | 'delivery';

/** Where files lie: in buckets where they are set, else on the disk of this machine. */
export async function chooseFiles(settings: Settings, dataDir: string): Promise<ChosenFiles> {
  const buckets: ChosenBucket[] = [];
  let disk: Promise<Files> | undefined;
  const open = async (role: StoreRole): Promise<Files> => {
    const store = storeOf(settings, role);
    // One for both: what was there before the stores were told apart is found by either.
    if (!store) return (disk ??= openDiskFiles({ root: join(dataDir, 'files') }));
    // The SDK takes 36 MB of memory: only where it is used.
    const { openS3Files } = await import('@edumaster/s3-files');
    const files = await openS3Files({ store, scratch: join(dataDir, 'scratch', role) });
    buckets.push({ role, files });
    return files;
  };
  const stores = new FileStores({ ingest: await open('ingest'), delivery: await open('delivery') });
  const ingest = buckets.find(({ role }) => role === 'ingest');
  return {
    stores,
    buckets,
    uploadOrigins: ingest ? [await ingest.files.addressOrigin()] : [],
    close() {
      for (const { files } of buckets) files.close();
    },
  };
}

/** @throws WrongConfiguration for settings of a store that lack what they are settings of */
function storeOf(settings: Settings, role: StoreRole): S3Store | undefined {
  const all = settings.of(storeSettings);
  const name = role === 'ingest' ? 'EDUMASTER_INGEST' : 'EDUMASTER_DELIVERY';
  const bucket = all[`${name}_BUCKET`];
  const endpoint = all[`${name}_ENDPOINT`];
  const accessKeyId = all[`${name}_ACCESS_KEY_ID`];
  const secretAccessKey = all[`${name}_SECRET_ACCESS_KEY`];
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) {
    const names = `${name}_ACCESS_KEY_ID and ${name}_SECRET_ACCESS_KEY`;
    throw new WrongConfiguration(`${names} belong together: set both or none`);
  }
  if (!bucket) {
    if (!endpoint && !accessKeyId) return undefined;
    throw new WrongConfiguration(`${name}_BUCKET is missing: the bucket of that store`);
  }
  return {
    bucket,
    prefix: all[`${name}_PREFIX`],
    endpoint,
    region: all[`${name}_REGION`],
    hasPathStyle: all[`${name}_PATH_STYLE`] ?? endpoint !== undefined,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}
