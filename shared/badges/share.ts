/** What sharing a credential needs to know of it. */
export interface Shareable {
  /** The credential's public page. */
  readonly url: string;
  readonly credential: string;
  readonly name: string;
  readonly issuerName: string;
  readonly issuedAt: string;
}

/**
 * LinkedIn's "add to profile" form, filled in (certUrl, certId, and the issue date in UTC, as LinkedIn documents
 * them).
 */
export const linkedInUrl = ({ url, credential, name, issuerName, issuedAt }: Shareable): string => {
  const issued = new Date(issuedAt);
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name,
    organizationName: issuerName,
    issueYear: String(issued.getUTCFullYear()),
    issueMonth: String(issued.getUTCMonth() + 1),
    certUrl: url,
    certId: credential,
  });
  return `https://www.linkedin.com/profile/add?${query.toString()}`;
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** HTML that shows the badge on another page and leads to its own: an image in a link, no script and no frame. */
export const embedCode = ({ url, name, issuerName }: Shareable): string =>
  `<a href="${escapeHtml(url)}"><img src="${escapeHtml(url)}/image.png" width="240" height="240" alt="${escapeHtml(
    `Badge: ${name}, issued by ${issuerName}`,
  )}"></a>`;
