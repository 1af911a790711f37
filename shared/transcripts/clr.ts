import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../badges/contexts.ts';
import { subjectId, toSecond } from '../badges/credential.ts';
import { issuerDid } from '../badges/keys/did-document.ts';
import type { IssuedCredential } from '../badges/model.ts';
import type { Organization } from '../communities/model.ts';
import type { SignedTranscript } from './model.ts';

/**
 * The context of a ClrCredential (Comprehensive Learner Record 2.0 §B.1.3). It is named and never read: a transcript is
 * signed as a JSON Web Token, over its bytes.
 */
const CLR_CONTEXT = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';

/** Where a signed transcript is had, with the key that opens it. */
export const transcriptUrl = (
  publicUrl: string,
  { transcript, accessKey }: Pick<SignedTranscript, 'transcript' | 'accessKey'>,
): string => `${publicUrl}/transcripts/${transcript}.jwt?key=${accessKey}`;

/** What a transcript is written from. */
export interface ClrSources {
  readonly publicUrl: string;
  readonly organization: Organization;
  /** In the transcript's order; each as it was signed, its proof included. */
  readonly badges: readonly IssuedCredential[];
}

/**
 * Writes a transcript as a ClrCredential (Comprehensive Learner Record 2.0 §B.1.1) without a proof: a credential that
 * holds the member's badges, each still signed by itself.
 */
export const clrCredential = (
  transcript: SignedTranscript,
  { publicUrl, organization, badges }: ClrSources,
) => ({
  '@context': [CREDENTIALS_CONTEXT, CLR_CONTEXT, OPEN_BADGES_CONTEXT],
  id: `${publicUrl}/transcripts/${transcript.transcript}`,
  type: ['VerifiableCredential', 'ClrCredential'],
  name: `Transcript, ${transcript.from} to ${transcript.through}`,
  description: `Badges that ${organization.name} issued to one member from ${transcript.from} to ${transcript.through}.`,
  issuer: {
    id: issuerDid(publicUrl, organization.organization),
    type: ['Profile'],
    name: organization.name,
    url: organization.url,
  },
  validFrom: toSecond(transcript.madeAt),
  // What was earned before or after, elsewhere, or as credit alone is not in it.
  partial: true,
  credentialSubject: {
    id: subjectId(publicUrl, transcript.organization, transcript.member),
    type: ['ClrSubject'],
    verifiableCredential: badges.map(({ document }): unknown => JSON.parse(document)),
  },
});
