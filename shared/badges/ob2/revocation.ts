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

/** Why an assertion is not to be accepted; Open Badges 2.0 knows no suspension, so the reason says that it is one. */
const revocationReason = ({ standing, reason }: Omit<TakenBack, 'credential'>): string =>
  (standing === 'suspended' ? `Suspended: ${reason}` : reason).toWellFormed();

/** What a hosted assertion that is taken back is answered with, as 410 (Open Badges 2.0, Revoked hosted assertions). */
export const revokedAssertion = (publicUrl: string, takenBack: TakenBack) => ({
  '@context': OB2_CONTEXT,
  id: hostedAssertionUrl(publicUrl, takenBack.credential),
  type: 'Assertion',
  revoked: true,
  revocationReason: revocationReason(takenBack),
});

/**
 * The assertions of an organization that are not to be accepted (Open Badges 2.0, RevocationList). Each stands there
 * twice, by the id of its signed form and of its hosted one: of a list with a single entry, 1EdTech's validator sees
 * none.
 */
export const revocationList = (publicUrl: string, organization: string, takenBack: readonly TakenBack[]) => ({
  '@context': OB2_CONTEXT,
  id: revocationListUrl(publicUrl, organization),
  type: 'RevocationList',
  issuer: issuerProfileUrl(publicUrl, organization),
  revokedAssertions: takenBack
    .filter(({ standing }) => standing !== 'valid')
    .flatMap((one) =>
      [signedAssertionId(publicUrl, one.credential), hostedAssertionUrl(publicUrl, one.credential)].map(
        (id) => ({
          id,
          revocationReason: revocationReason(one),
        }),
      ),
    ),
});
