import type { IssuedCredential } from '../../shared/badges/model.ts';
import { hostedAssertion, signedAssertion } from '../../shared/badges/ob2/assertion.ts';
import { asIssuer } from '../../shared/badges/ob2/issuer.ts';
import { Conflict, Defect } from '../../shared/platform/errors.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Writes the assertions of a credential by Open Badges 2.0.
 *
 * Both reject with {@link Conflict} where the organization lacks what 2.0 asks of an issuer.
 */
export const createOb2Forms = ({
  communities,
  forms,
  publicUrl,
}: Pick<Dependencies, 'communities' | 'forms' | 'publicUrl'>) => {
  const checkIssuer = async ({ organization }: IssuedCredential): Promise<void> => {
    const found = await communities.getOrganization(organization);
    if (!found) throw new Defect(`organization ${organization}: a credential names it, but it is not there`);
    asIssuer(found);
  };
  return {
    /** The assertion that is verified where it lies, as JSON. */
    hosted: async (issued: IssuedCredential): Promise<string> => {
      await checkIssuer(issued);
      return JSON.stringify(hostedAssertion(publicUrl, issued));
    },
    /** The assertion that carries its signature, as a JWS; the same bytes ever after. */
    signed: async (issued: IssuedCredential): Promise<string> => {
      await checkIssuer(issued);
      if (issued.status === undefined) {
        throw new Conflict(
          'this badge was issued before there were status lists, so that a signed copy of it could not be taken back; take the hosted one',
        );
      }
      return forms.of({
        credential: issued.credential,
        form: 'ob2',
        algorithm: 'RS256',
        write: ({ key }) => ({ payload: signedAssertion(publicUrl, issued, key), header: { typ: 'JWT' } }),
      });
    },
  };
};
