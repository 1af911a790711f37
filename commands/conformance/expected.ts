import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { leavesOf } from './alterations.ts';
import type { Finding } from './report.ts';
import { CREDITS_EARNED, rich, saidOfRich } from './subjects.ts';
import { EMAIL, organization } from './world.ts';

// What a badge of `rich` must say, written from what was put in and from the specifications, and by nothing of the
// system's own: only what the issuer chooses (salt, index, pseudonym, instants) is taken from what it served.

const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const Chosen = z.object({
  validFrom: z.string().regex(SECOND),
  validUntil: z.string().regex(SECOND),
  awardedDate: z.string().regex(SECOND),
  credentialSubject: z.object({
    id: z.string().regex(/^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    identifier: z.tuple([z.object({ salt: z.string().min(16) })]),
  }),
  credentialStatus: z.object({ statusListIndex: z.string().regex(/^\d{1,6}$/) }),
});

/** Where two documents differ, by path; undefined where nowhere. */
export const differences = (found: unknown, expected: unknown): Finding => {
  if (isDeepStrictEqual(found, expected)) return undefined;
  const at = (value: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((part, name) => (Object(part) as Record<string, unknown>)[name], value);
  const paths = new Map([...leavesOf(expected), ...leavesOf(found)].map((path) => [path.join('.'), path]));
  const wrong = [...paths].filter(([, path]) => !isDeepStrictEqual(at(found, path), at(expected, path)));
  const say = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return wrong
    .map(([name, path]) => `${name} is ${say(at(found, path))}, and not ${say(at(expected, path))}`)
    .join('; ');
};

const identityHash = (salt: string): string =>
  `sha256$${createHash('sha256')
    .update(EMAIL + salt)
    .digest('hex')}`;

/** A year later, as `validFor` of {@link rich} says. */
const aYearAfter = (instant: string): string => `${Number(instant.slice(0, 4)) + 1}${instant.slice(4)}`;

/** The OpenBadgeCredential without its proof. */
export const expectedCredential = (
  url: string,
  credential: string,
  served: unknown,
  endorsement: unknown,
) => {
  const { validFrom, awardedDate, credentialSubject, credentialStatus } = Chosen.parse(served);
  const [{ salt }] = credentialSubject.identifier;
  const house = `${url}/organizations/${organization.organization}`;
  const achievement = `${house}/achievements/${rich.achievement}`;
  const list = `${house}/status/1/suspension`;
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `${url}/credentials/${credential}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: rich.name,
    description: rich.description,
    issuer: {
      id: `did:web:${new URL(url).host.replace(':', '%3A')}:organizations:${organization.organization}`,
      type: ['Profile'],
      name: organization.name,
      url: organization.url,
    },
    validFrom,
    validUntil: aYearAfter(validFrom),
    awardedDate,
    credentialSubject: {
      id: credentialSubject.id,
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: identityHash(salt),
          identityType: 'emailAddress',
          salt,
        },
      ],
      narrative: saidOfRich.narrative,
      creditsEarned: CREDITS_EARNED,
      result: saidOfRich.results.map(({ result, value }) => ({
        type: ['Result'],
        resultDescription: `${achievement}#${result}`,
        value,
      })),
      achievement: {
        id: achievement,
        type: ['Achievement'],
        name: rich.name,
        description: rich.description,
        criteria: { narrative: rich.criteria },
        image: {
          id: `${url}/credentials/${credential}/image.png`,
          type: 'Image',
          caption: `The badge “${rich.name}”`,
        },
        alignment: rich.alignment.map((one) => ({ type: ['Alignment'], ...one })),
        tag: [...rich.tags, rich.level],
        creditsAvailable: rich.creditsAvailable,
        resultDescription: rich.results.map(({ result, ...told }) => ({
          id: `${achievement}#${result}`,
          type: ['ResultDescription'],
          ...told,
        })),
        endorsement: [endorsement],
      },
    },
    evidence: [
      {
        type: ['Evidence'],
        name: 'What the award was decided on',
        narrative: 'Awarded by hand, by the staff of the association.',
      },
      ...saidOfRich.artifacts.map((artifact) => ({ id: artifact.url, type: ['Evidence'] })),
    ],
    credentialStatus: {
      id: `${list}#${credentialStatus.statusListIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'suspension',
      statusListIndex: credentialStatus.statusListIndex,
      statusListCredential: list,
    },
  };
};
/** @see expectedCredential */
export type ExpectedCredential = ReturnType<typeof expectedCredential>;

const seconds = (instant: string): number => Date.parse(instant) / 1000;

/** The claims of its VC-JWT (Open Badges 3.0 §8.2.4): the credential, and what repeats it. */
export const expectedClaims = (expected: ExpectedCredential) => ({
  ...expected,
  iss: expected.issuer.id,
  jti: expected.id,
  sub: expected.credentialSubject.id,
  nbf: seconds(expected.validFrom),
  exp: seconds(expected.validUntil),
});

/** What its hosted Assertion of Open Badges 2.0 says, but for the address of its BadgeClass. */
export const expectedAssertion = (expected: ExpectedCredential) => {
  const [recipient] = expected.credentialSubject.identifier;
  return {
    '@context': 'https://w3id.org/openbadges/v2',
    id: `${expected.id}/ob2.json`,
    type: 'Assertion',
    recipient: { type: 'email', hashed: true, identity: recipient?.identityHash, salt: recipient?.salt },
    issuedOn: expected.validFrom,
    expires: expected.validUntil,
    narrative: saidOfRich.narrative,
    image: `${expected.id}/ob2/badge.png`,
    verification: { type: 'hosted' },
  };
};
