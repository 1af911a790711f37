import { isAddress } from './address.ts';
import {
  type Assertion,
  type BadgeClass,
  type Issuer,
  idOf,
  parseBadgeClass,
  parseIssuer,
} from './assertion.ts';
import type { Documents } from './documents.ts';
import { type Check, failed, passed, quoted, reasonOf, skipped } from './report.ts';

/** What an assertion leads to: as much as could be read, and why not the rest. */
export interface Lineage {
  readonly badge?: BadgeClass;
  readonly issuer?: Issuer;
  /** Why the rest could not be had. */
  readonly missing?: string;
  /** Why there can be no issuer at all: what it names is no place that anybody could be asked at. */
  readonly wrong?: string;
}

const noPlace = (what: string, id: string | undefined): string =>
  id === undefined
    ? `${what} has no address, so that nobody but whoever made the badge says what it is`
    : `${what} is named ${quoted(id)}, which is not a plain web address, so that nobody but whoever made the badge says what it is`;

/**
 * Reads the badge class and the issuer of an assertion, each from its own address: what is written of them inside an
 * assertion is whatever its maker likes, and is never believed.
 */
export const readLineage = async ({ badge: named }: Assertion, documents: Documents): Promise<Lineage> => {
  const badgeId = idOf(named);
  if (!isAddress(badgeId)) return { wrong: noPlace('Its badge class', badgeId) };
  let badge: BadgeClass | undefined;
  try {
    const read = parseBadgeClass(await documents.json(badgeId));
    if (read.id !== undefined && read.id !== badgeId)
      return { wrong: `What ${quoted(badgeId)} leads to is another badge class` };
    badge = { ...read, id: badgeId };
    const issuerId = idOf(badge.issuer);
    if (!isAddress(issuerId)) return { badge, wrong: noPlace('Its issuer', issuerId) };
    const issuer = parseIssuer(await documents.json(issuerId));
    if (issuer.id !== issuerId)
      return { badge, wrong: `What ${quoted(issuerId)} leads to is about somebody else` };
    return { badge, issuer };
  } catch (thrown) {
    return { ...(badge && { badge }), missing: reasonOf(thrown) };
  }
};

const unread = ({ missing, wrong }: Lineage): Check =>
  wrong === undefined
    ? skipped('issuer', `Who issued it could not be read: ${missing ?? 'it does not say'}.`)
    : failed('issuer', `${wrong}.`);

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

/** True where an address is another's, or lies beneath it: of the same origin, and on below a whole step of its path. */
const isBeneath = (start: string, { href, origin, pathname }: URL): boolean => {
  if (!URL.canParse(start)) return false;
  const top = new URL(start);
  if (top.search !== '' || top.hash !== '') return href === top.href;
  const path = top.pathname.replace(/\/$/, '');
  return origin === top.origin && (pathname === path || pathname.startsWith(`${path}/`));
};

/** True where the issuer lets assertions lie at an address (Open Badges 2.0 § VerificationObject): by default at its own host. */
const mayHost = ({ id, verification }: Issuer, address: URL): boolean => {
  const starts = listOf(verification?.startsWith);
  const origins = listOf(verification?.allowedOrigins);
  if (starts.length > 0) return starts.some((start) => isBeneath(start, address));
  if (origins.length > 0) return origins.some((host) => host === address.host || host === address.hostname);
  return new URL(id).host === address.host;
};

/** Whether a hosted assertion lies where its issuer keeps them. */
export const checkHost = (lineage: Lineage, address: string): Check => {
  const { issuer, badge } = lineage;
  if (!issuer) return unread(lineage);
  const url = new URL(address);
  if (!mayHost(issuer, url))
    return failed(
      'issuer',
      `It lies at ${quoted(url.host)}, where the issuer ${quoted(issuer.id)} does not keep its assertions.`,
    );
  const badgeId = badge?.id;
  if (isAddress(badgeId) && !mayHost(issuer, new URL(badgeId)))
    return failed(
      'issuer',
      `The badge is described at ${quoted(new URL(badgeId).host)}, which is not the issuer ${quoted(issuer.id)}.`,
    );
  return passed('issuer', `It lies with its issuer, ${quoted(issuer.name)}, at ${quoted(url.host)}.`);
};

/** Whether the key of a signed assertion is its issuer's: the key says so, and the issuer does. */
export const checkSigner = (
  lineage: Lineage,
  key: { readonly id: string; readonly owner: string | undefined },
): Check => {
  const { issuer } = lineage;
  if (!issuer) return unread(lineage);
  if (key.owner !== undefined && key.owner !== issuer.id)
    return failed(
      'issuer',
      `The key belongs to ${quoted(key.owner)}, and not to the issuer ${quoted(issuer.id)}.`,
    );
  const { publicKey } = issuer;
  const listed = publicKey === undefined ? [] : [publicKey].flat();
  if (!listed.some((one) => idOf(one) === key.id))
    return failed(
      'issuer',
      `The issuer ${quoted(issuer.id)} does not list the key ${quoted(key.id)} as its own.`,
    );
  return passed(
    'issuer',
    `The issuer ${quoted(issuer.name)} (${quoted(issuer.id)}) lists the key as its own.`,
  );
};
