import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** How long a session lasts from sign-in, in seconds: a school day. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** How long a sign-in may stay under way at the identity provider, in seconds. */
export const ATTEMPT_SECONDS = 10 * 60;

/** That a browser is signed in as a member. The token that names it is only in the browser's cookie. */
export const Session = z.strictObject({
  organization: Identifier,
  member: Identifier,
  startedAt: Instant,
  /** Epoch seconds; the table forgets the session some time after it. */
  expiresAt: z.number().int().positive(),
});
/** @see Session */
export type Session = z.output<typeof Session>;

/** A sign-in under way: what must come back from, or stay hidden from, the identity provider (RFC 7636, OIDC Core §3.1.2.1). */
export const SignInAttempt = z.strictObject({
  state: z.string().min(20).max(128),
  nonce: z.string().min(20).max(128),
  codeVerifier: z.string().min(43).max(128),
  /** The path within this site to go on to. */
  returnTo: z.string().startsWith('/').max(2000),
  expiresAt: z.number().int().positive(),
});
/** @see SignInAttempt */
export type SignInAttempt = z.output<typeof SignInAttempt>;
