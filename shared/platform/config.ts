import * as z from 'zod';
import { Defect } from './errors.ts';

/**
 * Reads a function's settings from its environment, once, at cold start.
 *
 * @throws {Defect} naming every variable that is missing or wrong, so that a deployment fails at its first call
 *   with the whole list rather than one variable at a time.
 */
export const readConfig = <Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<z.ZodObject<Shape>> => {
  const result = z.object(shape).safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  throw new Defect(`the function's environment is wrong: ${wrong.join('; ')}`);
};

/** The names every function's settings are known by; each `config.ts` picks those it needs. */
export const settings = {
  COMMUNITY_TABLE: z.string().min(1),
  ENGAGEMENT_TABLE: z.string().min(1),
  CREDENTIALS_TABLE: z.string().min(1),
  EVENT_BUS: z.string().min(1),
  /** Address under which people and machines reach the system, without a trailing slash. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/$/, '')),
  /** `file:` URL of a key file (one machine) or the ARN of a KMS key (AWS). */
  SIGNING_KEY: z.string().min(1),
  /** As SIGNING_KEY: the RSA key (2048 bits, RS256) and the P-256 key (ES256) of JSON Web Signatures. */
  SIGNING_KEY_RS256: z.string().min(1),
  SIGNING_KEY_ES256: z.string().min(1),
  DIGEST_QUEUE_URL: z.url(),
  NOTIFY_QUEUE_URL: z.url(),
  /** The queue that a function is fed from, for one that hands itself what is left to do. */
  OWN_QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  /** How many functions that send mail run side by side and share the account's sending rate. */
  MAIL_SENDERS: z.coerce.number().int().positive(),
  /** The configuration set of all organizations without one of their own; the stack's name. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** The domain whose mail becomes posts; empty where the stage receives no mail. */
  REPLY_DOMAIN: z.string(),
  /** The bucket that mail is received into. */
  INBOX_BUCKET: z.string().min(3),
  /** Whether mail tells when it is opened; pages say so. */
  MAIL_TRACK_OPENS: z.enum(['true', 'false']).transform((text) => text === 'true'),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  /** How often a message is received before it is set aside; the redrive policy's `maxReceiveCount`. */
  MAX_RECEIVES: z.coerce.number().int().positive(),
} as const;
