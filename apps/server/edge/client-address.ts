import { isIP } from 'node:net';
import type { Caller } from '@edumaster/http/server';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** A chain that is longer was not made by proxies of ours. */
const mostHops = 32;
const countedBitsOfIpv6 = 64;

/** The proxies that stand before the program: what they say of whom they speak for is believed. */
export class TrustedProxies {
  readonly #ranges: readonly Range[];

  /** @param ranges addresses, or networks such as `10.0.0.0/8`; each passes `isAddressRange` */
  constructor(ranges: readonly string[]) {
    this.#ranges = ranges.map(rangeOf);
  }

  /**
   * Whom a connection speaks for. `X-Forwarded-For` grows at its right end, hop by hop: it is read
   * from there for as long as a proxy of ours wrote it, and whatever stands further left was made
   * up by the caller. A list that cannot be read counts as none.
   */
  callerOf(connection: {
    readonly remoteAddress: string;
    readonly forwardedFor: string | undefined;
  }): Caller {
    const socket = addressOf(connection.remoteAddress);
    // A unix socket has no address.
    if (!socket) return { address: connection.remoteAddress, network: connection.remoteAddress };
    return callerAt(this.#furthest(socket, connection.forwardedFor));
  }

  /** Whether a connection comes from one of them. */
  includes(remoteAddress: string): boolean {
    const address = addressOf(remoteAddress);
    return address !== undefined && this.#isOurs(address);
  }

  #furthest(socket: Address, forwardedFor: string | undefined): Address {
    const hops = forwardedFor === undefined ? [] : forwardedFor.split(',').reverse();
    let furthest = socket;
    for (const [index, hop] of hops.entries()) {
      if (!this.#isOurs(furthest)) return furthest;
      const next = addressOf(withoutPort(hop.trim()));
      if (!next || index >= mostHops) return socket;
      furthest = next;
    }
    return furthest;
  }

  #isOurs(address: Address): boolean {
    return this.#ranges.some(
      (range) => range[0].kind() === address.kind() && address.match(range as [never, number]),
    );
  }
}

/** An address as a person reads it, with the network that is counted. */
export function callerAt(address: Address | string): Caller {
  const known = typeof address === 'string' ? addressOf(address) : address;
  if (!known) return { address: String(address), network: String(address) };
  const text = known.toString();
  if (known.kind() === 'ipv4') return { address: text, network: text };
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${text}/${countedBitsOfIpv6}`);
  return { address: text, network: `${network.toString()}/${countedBitsOfIpv6}` };
}

/** Whether a text is an address or a network in the form `10.0.0.0/8`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  const most = isIP(address) === 4 ? 32 : 128;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

function rangeOf(text: string): Range {
  const [address = '', bits] = text.split('/');
  const parsed = ipaddr.parse(address);
  return [parsed, bits === undefined ? parsed.toByteArray().length * 8 : Number(bits)];
}

/**
 * Strictly an address: ipaddr.js alone would take `10` or `0x7f.1` for one. An IPv4 address that is
 * written as IPv6, as a socket for both gives it, counts as what it is.
 */
function addressOf(text: string): Address | undefined {
  const [bare = ''] = text.split('%', 1);
  return isIP(bare) === 0 ? undefined : ipaddr.process(bare);
}

/** Some proxies add the port of their caller: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
function withoutPort(hop: string): string {
  const [, bracketed] = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop) ?? [];
  if (bracketed !== undefined) return bracketed;
  const [, plain] = /^([\d.]+):\d{1,5}$/.exec(hop) ?? [];
  return plain ?? hop;
}
