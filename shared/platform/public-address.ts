import ipaddr from 'ipaddr.js';

/** What the Internet routes as IPv6 today (RFC 4291 §2.4, IANA's global unicast): everything else is special. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * True for an IP address that belongs to the public Internet: not private, loopback, link-local (where clouds keep
 * their metadata), shared by a carrier (CGNAT), multicast, unique local, reserved, nor a tunnel or a translation that
 * leads to such (IPv4-mapped, 6to4, Teredo, NAT64).
 */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(globalUnicast);
};
