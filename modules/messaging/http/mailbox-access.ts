import { BlockList, isIP } from 'node:net';

/** By which proxies say for whom they ask. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** What decides who looks. */
export interface MailboxCall {
  /** As in the Host header, without the port. */
  readonly hostname: string;
  /** The other end of the connection, whatever a header says. */
  readonly peer: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface MailboxRules {
  /** The platform's public origin. */
  readonly origin: string;
  /** `EDUMASTER_HOST`, when it is set. */
  readonly listensOn: string | undefined;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** The networks that an embedded start can be opened to: containers, a classroom, an office. */
const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addSubnet('169.254.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

/**
 * The mails of an embedded server hold links that open accounts, so they are for the person at the
 * machine:
 *
 * - The connection comes from the machine itself. A proxy's does too: what was forwarded is refused,
 *   and so is everything when the platform has a public name, for which a proxy need not say more.
 * - The host is a name of this machine. A page from elsewhere can make its own name point here (DNS
 *   rebinding) and would then read answers as its own.
 *
 * `EDUMASTER_HOST` other than loopback opens the server to its network on purpose, and the mailbox
 * with it: to private addresses, by address or by the name of the platform, still not through a proxy.
 */
export function mayReadMailbox(call: MailboxCall, { origin, listensOn }: MailboxRules): boolean {
  if (forwardingHeaders.some((name) => call.headers[name] !== undefined)) return false;
  const ownName = new URL(origin).hostname;
  const isOpened = listensOn !== undefined && !isLoopbackName(listensOn);
  if (!isOpened) {
    return isLoopbackName(ownName) && isLoopbackName(call.hostname) && isIn(loopback, call.peer);
  }
  const isNamedSafely =
    isLoopbackName(call.hostname) || call.hostname === ownName || isAddress(call.hostname);
  return isNamedSafely && isIn(nearby, call.peer);
}

function isLoopbackName(name: string): boolean {
  const hostname = name.toLowerCase();
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  return isIn(loopback, withoutBrackets(hostname));
}

function isAddress(hostname: string): boolean {
  return isIP(withoutBrackets(hostname)) !== 0;
}

/** An IPv4 address in IPv6 notation counts as what it stands for. */
function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
