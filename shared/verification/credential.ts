import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { type About, type Check, failed, type Kind, passed, quoted } from './report.ts';
import type { Window } from './validity.ts';

/** JSON-LD writes one value as itself or as an array of one. */
const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
};
const noneOrMore = <Item extends z.ZodType>(item: Item) => z.preprocess(listOf, z.array(item).max(100));
const oneOrMore = <Item extends z.ZodType>(item: Item) => z.preprocess(listOf, z.array(item).min(1).max(100));

const Id = z.string().min(1).max(2000);
const Named = z.union([
  Id.transform((id) => ({ id, name: undefined })),
  z.object({ id: Id, name: z.unknown().optional() }),
]);

const Identity = z.object({
  hashed: z.boolean().optional(),
  identityHash: z.string().max(500).optional(),
  identityType: z.string().max(100).optional(),
  salt: z.string().max(500).optional(),
});

const Subject = z.object({
  id: Id.optional(),
  identifier: noneOrMore(Identity),
  achievement: z.preprocess(
    (value) => (Array.isArray(value) ? (value as unknown[])[0] : value),
    z.object({ name: z.unknown().optional() }).optional(),
  ),
});

/** An entry of `credentialStatus` as far as every kind of it is alike. */
const StatusEntry = z.looseObject({ id: Id.optional(), type: z.string().max(100) });
/** @see StatusEntry */
export type StatusEntry = z.output<typeof StatusEntry>;

/** A proof as far as every kind of it is alike. */
const Proof = z.looseObject({ type: z.string().max(200), verificationMethod: Id.optional() });
/** @see Proof */
export type Proof = z.output<typeof Proof>;

/** A verifiable credential of either version of the data model, as far as it is read here. */
const VerifiableCredential = z.object({
  id: Id.optional(),
  type: oneOrMore(z.string().max(500)),
  name: z.unknown().optional(),
  issuer: Named,
  credentialSubject: oneOrMore(Subject),
  validFrom: z.string().max(60).optional(),
  validUntil: z.string().max(60).optional(),
  issuanceDate: z.string().max(60).optional(),
  expirationDate: z.string().max(60).optional(),
  credentialStatus: noneOrMore(StatusEntry),
  proof: noneOrMore(Proof),
});
/** @see VerifiableCredential */
export type VerifiableCredential = z.output<typeof VerifiableCredential>;

/**
 * Reads a verifiable credential.
 *
 * @throws {InvalidInput} that names the field that is missing or wrong.
 */
export const parseCredential = (value: unknown): VerifiableCredential => {
  const parsed = VerifiableCredential.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = quoted(parsed.error.issues[0]?.path.map(String).join('.') ?? '');
  throw new InvalidInput(`the credential's field ${field || 'type'} is missing or not as it must be`, {
    field,
  });
};

/** Text in one language, or in the first of several (VC Data Model 2.0 §11.1). */
const words = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? (value as unknown[])[0] : value;
  const text = typeof first === 'object' && first !== null && '@value' in first ? first['@value'] : first;
  return typeof text === 'string' && text.trim() !== '' ? quoted(text) : undefined;
};

/** From when until when a credential says that it holds, in the words of either version of the data model. */
export const validityOf = ({
  validFrom,
  validUntil,
  issuanceDate,
  expirationDate,
}: VerifiableCredential): Window => ({
  from: validFrom ?? issuanceDate,
  until: validUntil ?? expirationDate,
});

/** What a credential says of itself, and from when until when it holds. */
export const aboutOf = (credential: VerifiableCredential, { from, until }: Window): About => {
  const name = words(credential.credentialSubject[0]?.achievement?.name) ?? words(credential.name);
  const issuerName = words(credential.issuer.name);
  return {
    ...(name !== undefined && { name }),
    issuer: quoted(credential.issuer.id),
    ...(issuerName !== undefined && { issuerName }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
};

/** What kind of credential it is by its types. */
export const kindOfCredential = ({ type }: VerifiableCredential): Kind => {
  if (type.includes('OpenBadgeCredential') || type.includes('AchievementCredential')) return 'open-badge-3';
  return type.includes('ClrCredential') ? 'clr-2' : 'verifiable-credential';
};

const kinds: Readonly<Record<Kind, string>> = {
  'open-badge-3': 'an Open Badges 3.0 credential',
  'open-badge-2': 'an Open Badges 2.0 assertion',
  'clr-2': 'a Comprehensive Learner Record 2.0',
  'verifiable-credential': 'a verifiable credential, though not an Open Badge',
  unknown: 'unknown',
};

/** What was handed in, as a check. */
export const documentCheck = (credential: VerifiableCredential, carriedAs: string): Check => {
  if (!credential.type.includes('VerifiableCredential'))
    return failed('document', 'Its type does not say that it is a verifiable credential.');
  return passed('document', `This is ${kinds[kindOfCredential(credential)]}${carriedAs}.`);
};
