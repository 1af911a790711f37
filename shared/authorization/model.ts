import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { scopes } from './scopes.ts';

/** One of the scopes of the Open Badges 3.0 API. */
export const Scope = z.enum(scopes);
/** @see Scope */
export type Scope = z.output<typeof Scope>;

const link = z.url({ protocol: /^https?$/ }).max(2000);

/** SHA-256 of a secret or a token, as 64 hex digits: the table never holds what could be used. */
const SecretHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Another program that may ask members for access to their badges (RFC 7591 §2, as far as it is kept). */
export const Client = z.strictObject({
  client: z.string().min(16).max(64),
  secretHash: SecretHash,
  name: z.string().min(1).max(120),
  uri: link,
  logoUri: link.optional(),
  policyUri: link.optional(),
  tosUri: link.optional(),
  softwareId: z.string().min(1).max(200).optional(),
  softwareVersion: z.string().min(1).max(60).optional(),
  redirectUris: z.array(z.string().max(2000)).min(1).max(10),
  scopes: z.array(Scope).min(1),
  registeredAt: Instant,
  /** Epoch seconds until which somebody must have allowed it something; absent from then on, so that it is kept. */
  expiresAt: z.number().int().positive().optional(),
});
/** @see Client */
export type Client = z.output<typeof Client>;

/** That a member lets a program do something, until they take it back: every token lives only as long as this. */
export const Authorization = z.strictObject({
  organization: Identifier,
  member: Identifier,
  client: z.string().min(16).max(64),
  clientName: z.string().min(1).max(120),
  clientUri: link,
  scopes: z.array(Scope).min(1),
  /** Another one each time access is given anew, so that tokens of an earlier time stay dead. */
  authorization: z.string().min(16).max(64),
  grantedAt: Instant,
  /** Since when nothing of it holds any more; absent while it does. */
  endedAt: Instant.optional(),
});
/** @see Authorization */
export type Authorization = z.output<typeof Authorization>;

/**
 * What happened to a member's authorization, kept for ever: the member allowed it or took it back, or it was ended
 * because a code or a refresh token of it was used a second time (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
 */
export const AuthorizationChange = Authorization.pick({
  organization: true,
  member: true,
  client: true,
  clientName: true,
  scopes: true,
}).extend({ kind: z.enum(['allowed', 'withdrawn', 'reused']), at: Instant });
/** @see AuthorizationChange */
export type AuthorizationChange = z.output<typeof AuthorizationChange>;

/** What a code, an access token and a refresh token have in common: for whom, for which program, by which authorization. */
const held = {
  organization: Identifier,
  member: Identifier,
  client: z.string().min(16).max(64),
  authorization: z.string().min(16).max(64),
  scopes: z.array(Scope).min(1),
  /** Epoch seconds; the table forgets it some time after. */
  expiresAt: z.number().int().positive(),
  /** When a code or a refresh token was used; it is remembered, so that a second use is noticed. */
  usedAt: Instant.optional(),
};

/** An authorization code under way (RFC 6749 §4.1.2), bound to its redirect address and its challenge (RFC 7636). */
export const Code = z.strictObject({
  ...held,
  redirectUri: z.string().max(2000),
  codeChallenge: z.string().min(43).max(128),
});
/** @see Code */
export type Code = z.output<typeof Code>;

/** An access or a refresh token. */
export const Token = z.strictObject({ ...held, use: z.enum(['access', 'refresh']) });
/** @see Token */
export type Token = z.output<typeof Token>;
