import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** What can be achieved (Open Badges 3.0 §B.1.1 Achievement, the parts an organization writes itself). */
export const Achievement = z.strictObject({
  achievement: Identifier,
  name: z.string().min(1).max(120),
  description: z.string().min(1).max(1000),
  /** What somebody had to do, in words (Criteria.narrative). */
  criteria: z.string().min(1).max(2000),
});
/** @see Achievement */
export type Achievement = z.output<typeof Achievement>;

/** A credential as it was issued: what a public page needs, and the signed document itself. */
export const IssuedCredential = z.strictObject({
  credential: z.uuid(),
  organization: Identifier,
  member: Identifier,
  rule: Identifier,
  period: z.string().min(1).max(16),
  achievement: Achievement,
  /** The recipient's name as it was when the credential was issued. */
  recipientName: z.string().min(1).max(120),
  issuerName: z.string().min(1).max(120),
  issuedAt: Instant,
  /** The signed OpenBadgeCredential, as JSON text, byte for byte as it was signed. */
  document: z.string().min(2),
});
/** @see IssuedCredential */
export type IssuedCredential = z.output<typeof IssuedCredential>;

/** What a profile lists of a credential. */
export const CredentialSummary = IssuedCredential.omit({
  document: true,
  recipientName: true,
  issuerName: true,
});
/** @see CredentialSummary */
export type CredentialSummary = z.output<typeof CredentialSummary>;
