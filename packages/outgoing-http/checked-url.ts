import { OutgoingHttpError } from './outgoing-http-error.ts';

export interface UrlRules {
  /** Also `http:`; by default `https:` only. */
  readonly allowHttp?: boolean;
  /** Besides the scheme's own; `any` for every one. By default none. */
  readonly ports?: readonly number[] | 'any';
}

const longestUrl = 2_000;
const ownPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/**
 * The address as it will be asked. Other spellings of IPv4 addresses (decimal, octal, hexadecimal,
 * short, with a dot behind) are read as browsers read them, so that they are judged by what they mean.
 * @throws OutgoingHttpError `address_refused`
 */
export function checkedUrl(address: string, { allowHttp = false, ports = [] }: UrlRules): URL {
  const url = address.length > longestUrl ? null : URL.parse(address);
  if (!url) refuse('This is not an address of the web');
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    refuse(`The address must begin with https://${allowHttp ? ' or http://' : ''}`);
  }
  if (url.username || url.password) refuse('The address must not carry credentials');
  const ownPort = ownPorts[url.protocol] ?? '';
  const port = Number(url.port || ownPort);
  const isUsual = url.port === '' || ports === 'any' || ports.includes(port);
  // No HTTP speaks there, and a few old servers could be made to understand a request.
  if (!isUsual || port === 0) refuse('This port is not allowed');
  // A dot behind a name says that it is complete, which it is anyway; certificates have none.
  const hostname = url.hostname.replace(/\.$/, '');
  if (hostname === '' || hostname.endsWith('.')) refuse('This is not an address of the web');
  url.hostname = hostname;
  url.hash = '';
  return url;
}

function refuse(message: string): never {
  throw new OutgoingHttpError('address_refused', message);
}
