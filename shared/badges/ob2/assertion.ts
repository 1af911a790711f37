import * as z from 'zod';
import { achievementVersion } from '../achievement-version.ts';
import { credentialUrl, toSecond } from '../credential.ts';
import type { IssuedCredential } from '../model.ts';
import {
  badgeClassUrl,
  cryptographicKeyUrl,
  hostedAssertionUrl,
  OB2_CONTEXT,
  signedAssertionId,
} from './addresses.ts';

/** What only the signed document knows of an award. */
const Told = z.looseObject({
  credentialSubject: z.looseObject({
    identifier: z.tuple([z.looseObject({ identityHash: z.string(), salt: z.string() })]),
    narrative: z.string().optional(),
    creditsEarned: z.number().optional(),
    result: z.array(z.looseObject({ resultDescription: z.string(), value: z.string() })).default([]),
  }),
  evidence: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        name: z.string().optional(),
        narrative: z.string().optional(),
      }),
    )
    .default([]),
});
type Subject = z.output<typeof Told>['credentialSubject'];

/** Results and credits in words, because Open Badges 2.0 has no terms for them; a line each. */
const resultsInWords = (subject: Subject, { achievement }: IssuedCredential): string[] => [
  ...subject.result.map(({ resultDescription, value }) => {
    const id = resultDescription.slice(resultDescription.indexOf('#') + 1);
    return `${achievement.results?.find(({ result }) => result === id)?.name ?? id}: ${value}`;
  }),
  ...(subject.creditsEarned === undefined ? [] : [`Credits earned: ${subject.creditsEarned}`]),
];

/** What every assertion of a credential says, however it is verified. */
const commonTerms = (issued: IssuedCredential) => {
  const { credentialSubject: subject, evidence } = Told.parse(JSON.parse(issued.document));
  const [{ identityHash, salt }] = subject.identifier;
  const results = resultsInWords(subject, issued);
  const shown = [
    ...evidence,
    ...(results.length > 0 ? [{ name: 'Results', narrative: results.join('\n') }] : []),
  ];
  return {
    recipient: { type: 'email', hashed: true, identity: identityHash, salt },
    issuedOn: toSecond(issued.issuedAt),
    ...(issued.validUntil !== undefined && { expires: toSecond(issued.validUntil) }),
    ...(subject.narrative !== undefined && { narrative: subject.narrative }),
    ...(shown.length > 0 && {
      evidence: shown.map(({ id, name, narrative }) => ({
        type: 'Evidence',
        ...(id !== undefined && { id }),
        ...(name !== undefined && { name }),
        ...(narrative !== undefined && { narrative }),
      })),
    }),
  };
};

const versionOf = ({ achievement }: IssuedCredential) => ({
  achievement: achievement.achievement,
  version: achievementVersion(achievement),
});

/**
 * The assertion of a credential that is verified where it lies (Open Badges 2.0, Assertion, HostedBadge). The recipient is the
 * salted hash that the signed document carries, so that nothing personal is needed to write it.
 */
export const hostedAssertion = (publicUrl: string, issued: IssuedCredential) => ({
  '@context': OB2_CONTEXT,
  id: hostedAssertionUrl(publicUrl, issued.credential),
  type: 'Assertion',
  ...commonTerms(issued),
  badge: badgeClassUrl(publicUrl, issued.organization, versionOf(issued)),
  image: `${credentialUrl(publicUrl, issued.credential)}/ob2/badge.png`,
  verification: { type: 'hosted' },
});

/** The assertion of a credential that is verified by a signature with this key (Open Badges 2.0, SignedBadge). */
export const signedAssertion = (publicUrl: string, issued: IssuedCredential, key: string) => ({
  '@context': OB2_CONTEXT,
  id: signedAssertionId(publicUrl, issued.credential),
  type: 'Assertion',
  ...commonTerms(issued),
  badge: badgeClassUrl(publicUrl, issued.organization, versionOf(issued), key),
  // Not the baked one: that may be kept to the member, and a picture of the badge may not.
  image: `${credentialUrl(publicUrl, issued.credential)}/image.png`,
  verification: { type: 'signed', creator: cryptographicKeyUrl(publicUrl, issued.organization, key) },
});
