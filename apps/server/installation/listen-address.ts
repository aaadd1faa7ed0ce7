import type { ServerSettings } from './configuration.ts';

type Listening = Pick<ServerSettings, 'EDUMASTER_HOST' | 'EDUMASTER_MODE' | 'PORT'>;

export const loopback = '127.0.0.1';

/** Loopback when embedded: demo accounts have a password that everybody knows. */
export function listenAddress(settings: Listening): string {
  const everywhere = settings.EDUMASTER_MODE === 'production' ? '0.0.0.0' : loopback;
  return settings.EDUMASTER_HOST ?? everywhere;
}

/**
 * Where the program reaches its own API: loopback, unless it listens on one other address only.
 * @returns an origin
 */
export function ownApi(settings: Listening): string {
  const address = listenAddress(settings);
  const isEverywhere = address === '0.0.0.0' || address === '::';
  const host = isEverywhere ? loopback : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.PORT}`;
}
