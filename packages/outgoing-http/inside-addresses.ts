import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by their number, inside by what they do: services that clouds offer to their machines. */
const cloudServices = new Set([
  // Azure: WireServer.
  '168.63.129.16',
]);

/** All that is handed out to the public (IANA: IPv6 Global Unicast). */
const globalUnicast = ipaddr.IPv6.parse('2000::');
const globalUnicastBits = 3;

/**
 * Whether an IP address leads into a machine or network rather than out to the internet. Everything
 * that is not plainly public counts: private, loopback, link-local (and with it the metadata of
 * clouds), shared (CGNAT), multicast, reserved, and IPv6 that carries an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo, ISATAP), whatever that address is.
 * @param address as a resolver gives it; anything else counts as inside
 */
export function isInside(address: string): boolean {
  // Forms that other programs read otherwise: octal, short, with a zone.
  if (isIP(address) === 0 || address.includes('%')) return true;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return true;
  if (parsed instanceof ipaddr.IPv4) return cloudServices.has(parsed.toString());
  return !parsed.match(globalUnicast, globalUnicastBits) || isIsatap(parsed);
}

/** RFC 5214: the interface is `0:5efe` or `200:5efe`, followed by an IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  const [, , , , first, second] = parts;
  return (first === 0 || first === 0x200) && second === 0x5efe;
}

/** Addresses inside that the operator allows all the same. @param networks in CIDR notation */
export function allowList(networks: readonly string[]): (address: string) => boolean {
  const allowed = new BlockList();
  for (const network of networks) {
    const [address, bits] = ipaddr.parseCIDR(network);
    const family = address.kind() === 'ipv6' ? 'ipv6' : 'ipv4';
    allowed.addSubnet(address.toString(), bits, family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && allowed.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}
