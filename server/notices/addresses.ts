// Which addresses a webhook may be sent to: public ones. Everything that leads back into this machine, its network, a cloud's
// metadata or nowhere is refused, in whichever spelling it comes. The table follows the special-purpose registries for IPv4 and
// IPv6; of IPv6 only what is given out as global unicast is allowed at all, and not the parts that wrap an IPv4 address.
import { BlockList, isIP } from 'node:net';

const closed = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24],
  ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  // The metadata address of one cloud is a public one.
  ['168.63.129.16', 32],
] as const) closed.addSubnet(net, prefix, 'ipv4');
// Within 2000::/3: protocol assignments (Teredo, benchmarking, ORCHID), documentation, 6to4, segment routing, direct delegation of AS112.
for (const [net, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20]] as const) closed.addSubnet(net, prefix, 'ipv6');

const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** An address as a resolver gives it; anything that is none, or carries a zone, is not public. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !closed.check(address, 'ipv4');
    case 6: return !address.includes('%') && global.check(address, 'ipv6') && !closed.check(address, 'ipv6');
    default: return false;
  }
}
