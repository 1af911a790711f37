import type { Standing } from '../model.ts';
import {
  hostedAssertionUrl,
  issuerProfileUrl,
  OB2_CONTEXT,
  revocationListUrl,
  signedAssertionId,
} from './addresses.ts';

/** A credential that is taken back, or was. */
export interface TakenBack {
  readonly credential: string;
  readonly standing: Standing;
  readonly reason: string;
}

/**
 * Why an assertion is not to be accepted. Open Badges 2.0 knows no suspension, so the reason says that it is one, and
 * no more: what is still being looked into is nobody's business.
 */
const revocationReason = ({ standing, reason }: Omit<TakenBack, 'credential'>): string =>
  standing === 'suspended' ? 'Suspended by the issuer; it may be reinstated.' : reason.toWellFormed();

/** What a hosted assertion that is taken back is answered with, as 410 (Open Badges 2.0, Revoked hosted assertions). */
export const revokedAssertion = (publicUrl: string, takenBack: TakenBack) => ({
  '@context': OB2_CONTEXT,
  id: hostedAssertionUrl(publicUrl, takenBack.credential),
  type: 'Assertion',
  revoked: true,
  revocationReason: revocationReason(takenBack),
});

/** Characters of a reason that the list tells: it is read whole, and again and again; the assertion tells all of it. */
const MAX_LISTED_REASON = 80;

const listedReason = (one: TakenBack): string => {
  const characters = Array.from(revocationReason(one));
  return characters.length <= MAX_LISTED_REASON
    ? characters.join('')
    : `${characters.slice(0, MAX_LISTED_REASON - 1).join('')}…`;
};

/**
 * The assertions of an organization that are not to be accepted (Open Badges 2.0, RevocationList), by the ids of their
 * signed forms: a hosted one tells of itself, as 410. Of a list with a single entry 1EdTech's validator sees none, so
 * the only one stands there by its hosted id, too.
 */
export const revocationList = (publicUrl: string, organization: string, takenBack: readonly TakenBack[]) => {
  const listed = takenBack.filter(({ standing }) => standing !== 'valid');
  const [only] = listed.length === 1 ? listed : [];
  const entryOf = (id: string, one: TakenBack) => ({ id, revocationReason: listedReason(one) });
  return {
    '@context': OB2_CONTEXT,
    id: revocationListUrl(publicUrl, organization),
    type: 'RevocationList',
    issuer: issuerProfileUrl(publicUrl, organization),
    revokedAssertions: [
      ...listed.map((one) => entryOf(signedAssertionId(publicUrl, one.credential), one)),
      ...(only ? [entryOf(hostedAssertionUrl(publicUrl, only.credential), only)] : []),
    ],
  };
};
