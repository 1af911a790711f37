import type { IssuedCredential } from './model.ts';

/** What sharing a credential needs to know of it. */
export interface Shareable {
  /** Where people and machines reach the system, without a trailing slash. */
  readonly publicUrl: string;
  readonly credential: string;
  readonly name: string;
  readonly issuerName: string;
  readonly issuedAt: string;
  readonly validUntil?: string | undefined;
  /** True where it was neither suspended nor revoked: only then is there paper of it, and may a wallet collect it. */
  readonly stands: boolean;
  /** Opens it to whoever has the link while it is private; every link then carries it. */
  readonly key?: string | undefined;
}

/** What there is to share of a credential; while it is private, with its key. */
export const shareableOf = (
  publicUrl: string,
  issued: Pick<
    IssuedCredential,
    | 'credential'
    | 'achievement'
    | 'issuerName'
    | 'issuedAt'
    | 'validUntil'
    | 'visibility'
    | 'accessKey'
    | 'standing'
  >,
): Shareable => ({
  publicUrl,
  credential: issued.credential,
  name: issued.achievement.name,
  issuerName: issued.issuerName,
  issuedAt: issued.issuedAt,
  validUntil: issued.validUntil,
  stands: issued.standing === 'valid',
  key: issued.visibility === 'public' ? undefined : issued.accessKey,
});

const withKey = (address: string, { key }: Pick<Shareable, 'key'>): string =>
  key === undefined ? address : `${address}?key=${encodeURIComponent(key)}`;

/** The credential's page, without a key. */
export const pageUrl = ({ publicUrl, credential }: Pick<Shareable, 'publicUrl' | 'credential'>): string =>
  `${publicUrl}/credentials/${credential}`;

/** The link to hand to somebody: to the credential's page, with the key where it is private. */
export const linkTo = (shareable: Shareable): string => withKey(pageUrl(shareable), shareable);

/**
 * LinkedIn's "add to profile" form, filled in (certUrl, certId, and the dates in UTC, as LinkedIn documents them).
 */
export const linkedInUrl = (shareable: Shareable): string => {
  const { credential, name, issuerName, issuedAt, validUntil } = shareable;
  const issued = new Date(issuedAt);
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name,
    organizationName: issuerName,
    issueYear: String(issued.getUTCFullYear()),
    issueMonth: String(issued.getUTCMonth() + 1),
    certUrl: pageUrl(shareable),
    certId: credential,
  });
  if (validUntil !== undefined) {
    const end = new Date(validUntil);
    query.set('expirationYear', String(end.getUTCFullYear()));
    query.set('expirationMonth', String(end.getUTCMonth() + 1));
  }
  return `https://www.linkedin.com/profile/add?${query.toString()}`;
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const alternative = ({ name, issuerName }: Shareable): string =>
  escapeHtml(`Badge: ${name}, issued by ${issuerName}`);

/** HTML that shows the badge on another page and leads to its own: an image in a link, no script and no frame. */
export const embedCode = (shareable: Shareable): string => {
  const url = escapeHtml(pageUrl(shareable));
  return `<a href="${url}"><img src="${url}/image.png" width="240" height="240" alt="${alternative(shareable)}"></a>`;
};

/** Pixels of the frame in which a badge is shown on other pages. */
export const FRAME = { width: 320, height: 420 } as const;

/** HTML that shows the badge on another page in a frame, with where it stands at that time. */
export const frameCode = (shareable: Shareable): string => {
  const url = escapeHtml(pageUrl(shareable));
  return `<iframe src="${url}/embed" width="${FRAME.width}" height="${FRAME.height}" title="${alternative(shareable)}" loading="lazy" style="border:0"></iframe>`;
};

/** A form of a credential that can be downloaded. */
export interface Download {
  readonly text: string;
  readonly href: string;
  /** What the file is called on the machine it is saved on. */
  readonly file: string;
}

/** The badge and the credential as files, in Open Badges 3.0; the certificate only while the badge stands. */
export const downloadsOf = (shareable: Shareable): readonly Download[] => {
  const page = pageUrl(shareable);
  const { credential } = shareable;
  const download = (text: string, address: string, ending: string): Download => ({
    text,
    href: withKey(address, shareable),
    file: `${credential}${ending}`,
  });
  return [
    download('Badge (PNG)', `${page}/badge.png`, '.png'),
    download('Badge (SVG)', `${page}/badge.svg`, '.svg'),
    ...(shareable.stands ? [download('Certificate (PDF)', `${page}/certificate.pdf`, '.pdf')] : []),
    download('Credential (JSON)', `${page}.json`, '.json'),
    download('Credential (JWT, RS256)', `${page}.rs256.jwt`, '.rs256.jwt'),
    download('Credential (JWT, ES256)', `${page}.es256.jwt`, '.es256.jwt'),
  ];
};

/** What there is to know of the files in Open Badges 2.0 before one is handed on. */
export const OLDER_NOTE =
  'Whoever checks a hosted one looks at its address, which answers only while the badge is public. A signed one carries its signature, and can be checked either way.';

/** The same award in Open Badges 2.0, for backpacks that know no other. */
export const olderDownloadsOf = (shareable: Shareable): readonly Download[] => {
  const page = pageUrl(shareable);
  const { credential } = shareable;
  const download = (text: string, address: string, ending: string): Download => ({
    text,
    href: withKey(address, shareable),
    file: `${credential}.2.0${ending}`,
  });
  return [
    download('Hosted badge (PNG)', `${page}/ob2/badge.png`, '.png'),
    download('Hosted badge (SVG)', `${page}/ob2/badge.svg`, '.svg'),
    download('Hosted assertion (JSON)', `${page}/ob2.json`, '.json'),
    download('Signed badge (PNG)', `${page}/ob2/signed.png`, '.signed.png'),
    download('Signed badge (SVG)', `${page}/ob2/signed.svg`, '.signed.svg'),
    download('Signed assertion (JWS)', `${page}/ob2.jws`, '.jws'),
  ];
};

/** Where a wallet collects the credential (VC-API 1.0 §3.6 Exchanges). */
export const exchangeUrl = (shareable: Shareable): string =>
  withKey(`${shareable.publicUrl}/exchanges/${shareable.credential}`, shareable);

/** What any wallet can be shown, as a code for one: tells it which ways of collecting there are (Interaction URL). */
export const interactionUrl = (shareable: Shareable): string => {
  const { publicUrl, credential, key } = shareable;
  const query = new URLSearchParams({ iuv: '1', ...(key !== undefined && { key }) });
  return `${publicUrl}/exchanges/${credential}/protocols?${query.toString()}`;
};

/** Opens the Learner Credential Wallet on this device with the request to collect the credential. */
export const walletUrl = (shareable: Shareable): string => {
  const request = {
    credentialRequestOrigin: new URL(shareable.publicUrl).origin,
    protocols: { vcapi: exchangeUrl(shareable) },
  };
  return `https://lcw.app/request?${new URLSearchParams({ request: JSON.stringify(request) }).toString()}`;
};
