import { failure, type Outcome, success } from '@edumaster/kernel';

/** Where clamd listens: a Unix socket, or a port of a host. */
export type ClamdAddress =
  { readonly path: string } | { readonly host: string; readonly port: number };

/** `/run/clamav/clamd.ctl`, `scanner.internal:3310`, `[::1]:3310`. */
export function parseClamdAddress(text: string): Outcome<ClamdAddress, 'unreadable'> {
  if (text.startsWith('/')) return success({ path: text });
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) return failure('unreadable');
  return success({ host, port });
}

export function printClamdAddress(address: ClamdAddress): string {
  if ('path' in address) return address.path;
  const { host, port } = address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
