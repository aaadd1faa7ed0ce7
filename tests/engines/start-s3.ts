import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import { openS3Files, type S3Files, type S3Store } from '@edumaster/s3-files';
import { eventually } from '@edumaster/testkit';
import { freePort } from '../running-server/start-test-server.ts';

/** A VersityGW on a port of its own: it checks signatures, and keeps its objects in a folder. */
export interface RealS3 {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** A new bucket with nothing in it, to which pages may send as the README has it. */
  newBucket(): Promise<S3Store>;
  /** A store in a new bucket, or in one that is there. */
  newFiles(store?: S3Store): Promise<S3Files>;
  /** `kill -9`, and waits until the process is gone. */
  kill(): Promise<void>;
  /** On the same port, with what there was. */
  startAgain(): Promise<void>;
  /** It keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  dispose(): Promise<void>;
}

export async function startS3(): Promise<RealS3> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-s3-'));
  await mkdir(join(folder, 'buckets'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = {
    accessKeyId: 'edumaster-tests',
    secretAccessKey: randomBytes(20).toString('hex'),
  };
  const start = () => run({ port, folder: join(folder, 'buckets'), credentials });
  const opened: S3Files[] = [];
  let child = await start();
  let count = 0;
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const newBucket = async (): Promise<S3Store> => {
    const bucket = `bucket-${(count += 1)}`;
    // A folder is a bucket to it.
    await mkdir(join(folder, 'buckets', bucket));
    const store = { bucket, endpoint, region: 'us-east-1', hasPathStyle: true, credentials };
    await setCors(store);
    return store;
  };
  return {
    endpoint,
    credentials,
    newBucket,
    async newFiles(store) {
      const scratch = join(folder, `scratch-${(count += 1)}`);
      const files = await openS3Files({ store: store ?? (await newBucket()), scratch });
      opened.push(files);
      return files;
    },
    kill,
    async startAgain() {
      child = await start();
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async dispose() {
      for (const files of opened) files.close();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets pages of any origin use a bucket as the adapter's README has it. */
export async function setCors(store: S3Store, methods = ['PUT']): Promise<void> {
  const { bucket, endpoint = '', region, credentials } = store;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    ...(credentials ? { credentials } : {}),
  });
  const rule = {
    AllowedOrigins: ['*'],
    AllowedMethods: methods,
    AllowedHeaders: ['*'],
    MaxAgeSeconds: 3_600,
    ExposeHeaders: ['ETag'],
  };
  const CORSConfiguration = { CORSRules: [rule] };
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration }));
  client.destroy();
}

interface Run {
  readonly port: number;
  readonly folder: string;
  readonly credentials: RealS3['credentials'];
}

async function run({ port, folder, credentials }: Run): Promise<ChildProcess> {
  const { accessKeyId, secretAccessKey } = credentials;
  const child = spawn('versitygw', ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder], {
    env: {
      PATH: process.env['PATH'],
      ROOT_ACCESS_KEY: accessKeyId,
      ROOT_SECRET_KEY: secretAccessKey,
      VGW_HEALTH: '/health',
    },
    stdio: 'ignore',
  });
  await eventually('the S3 server to answer', async () => {
    if (child.exitCode !== null) throw new Error(`versitygw ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });
  return child;
}
