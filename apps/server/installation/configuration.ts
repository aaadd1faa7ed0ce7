import { join, resolve } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { loadSettings, type Settings, type SettingsOf } from '@edumaster/settings';
import { modules } from '../modules.ts';
import { serverSettings } from '../settings.ts';
import { paymentSettings } from './payment-settings.ts';
import { storeSettings } from './store-settings.ts';
import { keptSecret, prepareDataDirectory } from './data-directory.ts';

export type ServerSettings = SettingsOf<typeof serverSettings>;

/** All settings, checked at once. @param environment by default the process's @throws InvalidSettings */
export function loadAllSettings(
  environment?: Readonly<Record<string, string | undefined>>,
): Settings {
  const slices = [
    serverSettings,
    storeSettings,
    paymentSettings,
    ...modules.map(({ settings }) => settings),
  ];
  return loadSettings(slices, environment);
}

/** The checkout that the program runs from. */
export function checkoutFolder(): string {
  return resolve(packageRoot(import.meta.url), '../..');
}

export function dataDirOf(settings: ServerSettings): string {
  return resolve(settings.EDUMASTER_DATA_DIR ?? join(checkoutFolder(), '.data'));
}

/** Whether demo data may be made: never in production, never in somebody's own database. */
export function allowsDemo(settings: ServerSettings): boolean {
  const { EDUMASTER_MODE: mode, EDUMASTER_DATABASE_URL: databaseUrl, EDUMASTER_DEMO } = settings;
  return mode === 'embedded' && !databaseUrl && EDUMASTER_DEMO;
}

/** A setting that is missing or contradicts another. */
export class WrongConfiguration extends Error {
  override readonly name = 'WrongConfiguration';
}

/** Prepares the data directory and gathers the facts that every module may ask for. */
export async function describeInstallation(settings: ServerSettings): Promise<Installation> {
  requireForProduction(settings);
  const dataDir = dataDirOf(settings);
  await prepareDataDirectory(dataDir);
  return {
    mode: settings.EDUMASTER_MODE,
    origin: originOf(settings),
    rootSecret: settings.EDUMASTER_SECRET ?? (await keptSecret(dataDir)),
    dataDir,
  };
}

const neededInProduction = {
  EDUMASTER_ORIGIN: 'the public address',
  EDUMASTER_SECRET:
    '32 random characters or more, the same in every process, for example from ' +
    '"openssl rand -base64 48"',
} as const;

/** @throws WrongConfiguration naming all that is missing */
function requireForProduction(settings: ServerSettings): void {
  if (settings.EDUMASTER_MODE !== 'production') return;
  const missing = (['EDUMASTER_ORIGIN', 'EDUMASTER_SECRET'] as const)
    .filter((name) => !settings[name])
    .map((name) => `${name} is needed in production: ${neededInProduction[name]}`);
  if (missing.length > 0) throw new WrongConfiguration(missing.join('\n  '));
  requireTls(originOf(settings));
}

/** Passwords and sessions must not cross a network in the clear. @throws WrongConfiguration */
function requireTls(origin: string): void {
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:' || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
    return;
  }
  throw new WrongConfiguration(
    `EDUMASTER_ORIGIN ${origin} is not encrypted: production needs https://, with TLS ended by a ` +
      'proxy in front (name it in EDUMASTER_PROXIES)',
  );
}

function originOf({ EDUMASTER_ORIGIN: origin, PORT: port }: ServerSettings): string {
  return origin ?? `http://localhost:${port}`;
}
