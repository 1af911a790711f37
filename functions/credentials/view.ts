import * as z from 'zod';
import { credentialUrl } from '../../shared/badges/credential.ts';
import { didDocument, organizationUrl } from '../../shared/badges/did-document.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import type { NamedKey } from '../../shared/badges/registered-key.ts';
import type { Shareable } from '../../shared/badges/share.ts';
import { type Verification, verifyCredential } from '../../shared/badges/verify.ts';

/** What a page tells that only the signed document knows. */
const Told = z.looseObject({
  awardedDate: z.string(),
  issuer: z.looseObject({ id: z.string(), url: z.string() }),
  evidence: z.tuple([z.looseObject({ narrative: z.string() })]).optional(),
});

/** Everything a credential's page shows. */
export interface CredentialView {
  readonly issued: IssuedCredential;
  readonly shareable: Shareable;
  readonly awardedDate: string;
  readonly issuerUrl: string;
  readonly issuerDid: string;
  readonly issuerPage: string;
  /** What the award was decided on, a line each; empty where it is not known. */
  readonly evidence: readonly string[];
  readonly verification: Verification;
  readonly verifiedAt: Date;
}

/** Verifies a stored credential with the keys this host speaks for, and gathers what its page shows. */
export const viewCredential = async (
  issued: IssuedCredential,
  {
    publicUrl,
    keys,
    now,
  }: { readonly publicUrl: string; readonly keys: readonly NamedKey[]; readonly now: Date },
): Promise<CredentialView> => {
  const document: unknown = JSON.parse(issued.document);
  const own = didDocument(publicUrl, issued.organization, keys);
  const told = Told.parse(document);
  const resolveDid = (did: string) => Promise.resolve(did === own.id ? own : undefined);
  return {
    issued,
    shareable: {
      url: credentialUrl(publicUrl, issued.credential),
      credential: issued.credential,
      name: issued.achievement.name,
      issuerName: issued.issuerName,
      issuedAt: issued.issuedAt,
    },
    awardedDate: told.awardedDate,
    issuerUrl: told.issuer.url,
    issuerDid: told.issuer.id,
    issuerPage: organizationUrl(publicUrl, issued.organization),
    evidence: told.evidence?.[0].narrative.split('\n') ?? [],
    verification: await verifyCredential(document, { resolveDid, now }),
    verifiedAt: now,
  };
};
