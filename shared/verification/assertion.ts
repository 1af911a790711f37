import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import type { Identity } from './recipient.ts';
import { type About, quoted } from './report.ts';

const Id = z.string().min(1).max(2000);

/** Either where a thing is described, or the thing itself, as far as it has an identifier. */
const Reference = z.union([Id, z.looseObject({ id: Id.optional() })]);

/** An instant; Open Badges 1.0 wrote seconds since 1970 instead. */
const When = z.union([
  z.string().max(60),
  z.number().transform((seconds) => new Date(seconds * 1000).toISOString()),
]);

/** An assertion of Open Badges 2.0 (§ Assertion), as far as it is read here. */
const Assertion = z.looseObject({
  id: Id.optional(),
  recipient: z.looseObject({
    type: z.string().max(200).optional(),
    identity: z.string().max(500),
    hashed: z.boolean().optional(),
    salt: z.string().max(500).optional(),
  }),
  badge: Reference,
  verification: z.looseObject({ type: z.unknown().optional(), creator: Reference.optional() }).optional(),
  /** What 1.1 calls `verification`. */
  verify: z.looseObject({ type: z.string(), url: Id.optional() }).optional(),
  issuedOn: When,
  expires: When.optional(),
  revoked: z.boolean().optional(),
  revocationReason: z.string().optional(),
});
/** @see Assertion */
export type Assertion = z.output<typeof Assertion>;

const BadgeClass = z.looseObject({ id: Id.optional(), name: z.string(), issuer: Reference });
/** @see BadgeClass */
export type BadgeClass = z.output<typeof BadgeClass>;

const Issuer = z.looseObject({
  id: Id,
  name: z.string(),
  publicKey: z.union([Reference, z.array(Reference).max(100)]).optional(),
  revocationList: Reference.optional(),
  verification: z
    .looseObject({
      startsWith: z.union([z.string(), z.array(z.string())]).optional(),
      allowedOrigins: z.union([z.string(), z.array(z.string())]).optional(),
    })
    .optional(),
});
/** @see Issuer */
export type Issuer = z.output<typeof Issuer>;

const read = <Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new InvalidInput(`${what} has no ${quoted(field) || 'content'}, or not as it must be`, { field });
};

/**
 * Reads an assertion; the other two read what it leads to.
 *
 * @throws {InvalidInput} that names the field that is missing or wrong.
 */
export const parseAssertion = (value: unknown): Assertion => read(Assertion, value, 'the assertion');
/** @see parseAssertion */
export const parseBadgeClass = (value: unknown): BadgeClass => read(BadgeClass, value, 'its badge class');
/** @see parseAssertion */
export const parseIssuer = (value: unknown): Issuer => read(Issuer, value, "its issuer's profile");

/** The address a reference names. */
export const idOf = (reference: z.output<typeof Reference> | undefined): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;

const HasType = z.looseObject({ type: z.union([z.string(), z.array(z.unknown())]).optional() });

/** True for what says that it is an assertion, or can be nothing else (1.0 knew no types). */
export const isAssertion = (value: unknown): boolean => {
  const parsed = HasType.safeParse(value);
  if (!parsed.success) return false;
  const types = [parsed.data.type ?? []].flat();
  if (types.includes('VerifiableCredential')) return false;
  return types.includes('Assertion') || ('badge' in parsed.data && 'recipient' in parsed.data);
};

/** Whom an assertion names. */
export const identityOf = ({ recipient }: Assertion): Identity => ({
  hashed: recipient.hashed ?? false,
  value: recipient.identity,
  salt: recipient.salt,
});

/** What an assertion and what it leads to say of themselves. */
export const aboutAssertion = (
  assertion: Assertion,
  { badge, issuer }: { readonly badge?: BadgeClass | undefined; readonly issuer?: Issuer | undefined },
): About => ({
  ...(badge && { name: quoted(badge.name) }),
  ...(issuer && { issuer: quoted(issuer.id), issuerName: quoted(issuer.name) }),
  from: assertion.issuedOn,
  ...(assertion.expires !== undefined && { until: assertion.expires }),
});
