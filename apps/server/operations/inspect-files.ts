import { buffer } from 'node:stream/consumers';
import { AppError, newId } from '@edumaster/kernel';
import type { Settings } from '@edumaster/settings';
import { type ChosenBucket, chooseFiles } from '../installation/choose-files.ts';
import { dataDirOf, WrongConfiguration } from '../installation/configuration.ts';
import { serverSettings } from '../settings.ts';
import type { Finding } from './finding.ts';

/** Whether the buckets take, give and delete files, and whether browsers may send to them. */
export async function inspectFiles(settings: Settings): Promise<readonly Finding[]> {
  const server = settings.of(serverSettings);
  const origin = server.EDUMASTER_ORIGIN ?? `http://localhost:${server.PORT}`;
  try {
    const chosen = await chooseFiles(settings, dataDirOf(server));
    try {
      if (chosen.buckets.length === 0) return [];
      return (await Promise.all(chosen.buckets.map((bucket) => inspect(bucket, origin)))).flat();
    } finally {
      chosen.close();
    }
  } catch (error) {
    if (!(error instanceof WrongConfiguration)) throw error;
    return [{ name: 'files', ok: false, detail: error.message, advice: 'Correct the settings.' }];
  }
}

async function inspect({ role, files }: ChosenBucket, origin: string): Promise<Finding[]> {
  const name = `${role} store`;
  const store = await attempt(name, async () => {
    const key = `doctor/${newId()}`;
    const content = Buffer.from('a file that is deleted at once');
    await files.write(key, content);
    try {
      const found = await buffer((await files.read(key)).stream);
      if (!found.equals(content)) return problem(name, 'gives something else than it took');
    } finally {
      await files.delete(key);
    }
    return { name, ok: true, detail: `${files.name} takes, gives and deletes files` };
  });
  if (role === 'delivery' || !store.ok) return [store];
  return [store, await attempt('uploads', () => inspectUploads(files, origin))];
}

/** Sends a part as a page of ours would, and one that is too long. */
async function inspectUploads(files: ChosenBucket['files'], origin: string): Promise<Finding> {
  const name = 'uploads';
  const upload = await files.createUpload({ key: `doctor/${newId()}`, size: 1, partSize: 1 });
  try {
    const expiresAt = new Date(Date.now() + 60_000);
    const { parts } = await files.addressParts({ upload, numbers: [1], expiresAt });
    const url = parts[0]?.url ?? '';
    const asked = await send(url, 'OPTIONS', {
      origin,
      'access-control-request-method': 'PUT',
    });
    if (!allows(asked, origin)) return problem(name, `pages of ${origin} may not send to it`, cors);
    const tooLong = await send(url, 'PUT', { origin }, 'ab');
    if (tooLong.ok) return problem(name, 'the store takes more than it was signed for', another);
    const sent = await send(url, 'PUT', { origin }, 'a');
    if (!sent.ok) return problem(name, `the store answers ${sent.status} to a part`, clock);
    const exposed = sent.headers.get('access-control-expose-headers') ?? '';
    if (!/\betag\b|^\*$/i.test(exposed)) return problem(name, 'browsers may not read ETag', cors);
    return { name, ok: true, detail: `browsers send to ${new URL(url).origin}` };
  } finally {
    await files.abortUpload(upload);
  }
}

const cors =
  'Set the CORS rules of the bucket as adapters/s3-files/README.md gives them: uploads of browsers ' +
  'fail without.';
const another = 'Use a store that checks signatures: this one lets people store what they like.';
const clock = 'Check that the clock of this machine is right, and that the key may write.';

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Response> {
  const signal = AbortSignal.timeout(10_000);
  return fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
}

function allows({ ok, headers }: Response, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin') ?? '';
  const methods = headers.get('access-control-allow-methods') ?? '';
  return ok && (allowed === '*' || allowed === origin) && /\bPUT\b|\*/i.test(methods);
}

async function attempt(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const reason = error instanceof AppError ? error.cause : error;
    const detail = reason instanceof Error ? reason.message : String(reason);
    return problem(name, detail, 'Check the settings of the store, its policy, and the network.');
  }
}

function problem(name: string, detail: string, advice?: string): Finding {
  return { name, ok: false, detail, ...(advice === undefined ? {} : { advice }) };
}
