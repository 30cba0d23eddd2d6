// Where a webhook may never lead, in every spelling an address has.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublic } from './addresses.ts';

describe('an address that is not public', () => {
  it.each([
    // This machine, its network, its provider.
    '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.1.2.3', '169.254.169.254', '169.254.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '168.63.129.16',
    // Special purposes, documentation, benchmarks, multicast, reserved, broadcast.
    '192.0.0.1', '192.0.0.170', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
    // The same of IPv6.
    '::', '::1', '0:0:0:0:0:0:0:1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'fd00:ec2::254', 'ff02::1', '100::1', '5f00::1',
    // IPv4 inside IPv6: mapped, compatible, translated, 6to4, Teredo, NAT64.
    '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '0:0:0:0:0:ffff:a9fe:a9fe', '::127.0.0.1', '::7f00:1', '::ffff:0:127.0.0.1', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::1',
    '2001:db8::1', '3fff::1', '2001:2::1', '2001:10::1', '2001:20::1',
  ])('is refused: %s', (address) => expect(isPublic(address)).toBe(false));

  it.each(['', 'localhost', '0x7f.1', '0177.0.0.1', '2130706433', '127.1', '127.0.0.1 ', '１２７.0.0.1', '[::1]', '8.8.8.8:53', '08.8.8.8'])('nor is what a resolver never gives: %j', (text) => expect(isPublic(text)).toBe(false));

  it('is refused wherever it lies in its range, plain or mapped', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inRange = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
      fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
    );
    fc.assert(fc.property(inRange, (parts) => {
      const text = parts.join('.');
      expect([isPublic(text), isPublic(`::ffff:${text}`), isPublic(`64:ff9b::${text}`), isPublic(`::${text}`)]).toEqual([false, false, false, false]);
    }));
  });
});

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '223.255.255.255', '2606:4700:4700::1111', '2a00:1450:4001::64'])('is allowed: %s', (address) => expect(isPublic(address)).toBe(true));
});
