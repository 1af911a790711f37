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
  readonly missing?: string;
}

const isAddress = (id: string | undefined): id is string => id !== undefined && /^https?:\/\//.test(id);

/**
 * Reads the badge class and the issuer of an assertion, each from its own address; one that has none is taken as it
 * stands inside what was read.
 */
export const readLineage = async ({ badge: named }: Assertion, documents: Documents): Promise<Lineage> => {
  let badge: BadgeClass | undefined;
  try {
    const badgeId = idOf(named);
    badge = parseBadgeClass(isAddress(badgeId) ? await documents.json(badgeId) : named);
    const issuerId = idOf(badge.issuer);
    const issuer = parseIssuer(isAddress(issuerId) ? await documents.json(issuerId) : badge.issuer);
    if (isAddress(issuerId) && issuer.id !== issuerId)
      return { badge, missing: `what ${quoted(issuerId)} leads to is about somebody else` };
    return { badge, issuer };
  } catch (thrown) {
    return { ...(badge && { badge }), missing: reasonOf(thrown) };
  }
};

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

/** True where the issuer lets assertions lie at an address (Open Badges 2.0 § VerificationObject): by default at its own host. */
const mayHost = ({ id, verification }: Issuer, address: URL): boolean => {
  const starts = listOf(verification?.startsWith);
  const origins = listOf(verification?.allowedOrigins);
  if (starts.length > 0) return starts.some((start) => address.href.startsWith(start));
  if (origins.length > 0) return origins.some((host) => host === address.host || host === address.hostname);
  return URL.canParse(id) && new URL(id).host === address.host;
};

/** Whether a hosted assertion lies where its issuer keeps them. */
export const checkHost = ({ issuer, badge, missing }: Lineage, address: string): Check => {
  if (!issuer) return skipped('issuer', `Who issued it could not be read: ${missing ?? 'it does not say'}.`);
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
  { issuer, missing }: Lineage,
  key: { readonly id: string; readonly owner: string | undefined },
): Check => {
  if (!issuer) return skipped('issuer', `Who issued it could not be read: ${missing ?? 'it does not say'}.`);
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
