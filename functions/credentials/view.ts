import * as z from 'zod';
import { credentialUrl } from '../../shared/badges/credential.ts';
import { didDocument, organizationUrl } from '../../shared/badges/keys/did-document.ts';
import { standingOf } from '../../shared/badges/life.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { type Shareable, shareableOf } from '../../shared/badges/share.ts';
import { needsChanges, type ToldStanding, tellStanding } from '../../shared/badges/standing-words.ts';
import { type Verification, verifyCredential } from '../../shared/badges/verify.ts';
import { type Achieved, achievedOf } from './achieved.ts';
import type { Dependencies } from './dependencies.ts';

/** What a page tells that only the signed document knows. */
const Told = z.looseObject({
  awardedDate: z.string(),
  issuer: z.looseObject({ id: z.string(), url: z.string() }),
  evidence: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        name: z.string().optional(),
        narrative: z.string().optional(),
      }),
    )
    .optional(),
  credentialSubject: z.looseObject({
    narrative: z.string().optional(),
    creditsEarned: z.number().optional(),
  }),
});

/** Something that was made or done, to be looked at. */
export interface Artifact {
  readonly url: string;
  readonly name: string;
}

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
  readonly artifacts: readonly Artifact[];
  readonly narrative: string | undefined;
  readonly creditsEarned: number | undefined;
  readonly achieved: Achieved;
  readonly standing: ToldStanding;
  /** The credential that takes its place, where one does, with its page's address where that is public. */
  readonly follower: { readonly url: string | undefined } | undefined;
  readonly verification: Verification;
  readonly verifiedAt: Date;
}

/** That it has expired is told by its standing; its signature is checked as of its last second before that. */
const withinValidity = ({ validUntil }: IssuedCredential, now: Date): Date =>
  validUntil === undefined || now.getTime() < Date.parse(validUntil)
    ? now
    : new Date(Date.parse(validUntil) - 1000);

const followerOf = async (
  standing: ToldStanding,
  { credentials, publicUrl }: Pick<Dependencies, 'credentials' | 'publicUrl'>,
): Promise<CredentialView['follower']> => {
  if (standing.standing !== 'revoked' || standing.follower === undefined) return undefined;
  const next = await credentials.get(standing.follower);
  const url = next?.visibility === 'public' ? credentialUrl(publicUrl, next.credential) : undefined;
  return { url };
};

const isLink = (address: string): boolean => /^https?:\/\//.test(address);

/** Verifies a stored credential with the keys this host speaks for, and gathers what its page shows. */
export const viewCredential = async (
  issued: IssuedCredential,
  { publicUrl, keys, credentials, clock }: Pick<Dependencies, 'publicUrl' | 'keys' | 'credentials' | 'clock'>,
): Promise<CredentialView> => {
  const now = clock();
  const document: unknown = JSON.parse(issued.document);
  const own = didDocument(publicUrl, issued.organization, await keys());
  const told = Told.parse(document);
  const { narrative, creditsEarned } = told.credentialSubject;
  const resolveDid = (did: string) => Promise.resolve(did === own.id ? own : undefined);
  const changes = needsChanges(standingOf(issued, now)) ? await credentials.changesOf(issued.credential) : [];
  const evidence = told.evidence ?? [];
  const standing = tellStanding(issued, changes, now);
  return {
    issued,
    shareable: shareableOf(publicUrl, issued),
    awardedDate: told.awardedDate,
    issuerUrl: told.issuer.url,
    issuerDid: told.issuer.id,
    issuerPage: organizationUrl(publicUrl, issued.organization),
    evidence: evidence.flatMap(({ narrative: found }) => found?.split('\n') ?? []),
    artifacts: evidence.flatMap(({ id, name }) =>
      id !== undefined && isLink(id) ? [{ url: id, name: name ?? id }] : [],
    ),
    narrative,
    creditsEarned,
    achieved: achievedOf(document),
    standing,
    follower: await followerOf(standing, { credentials, publicUrl }),
    verification: await verifyCredential(document, { resolveDid, now: withinValidity(issued, now) }),
    verifiedAt: now,
  };
};
