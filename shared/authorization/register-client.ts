import * as z from 'zod';
import { epochSeconds } from '../platform/clock.ts';
import type { Client, Scope } from './model.ts';
import { scopes } from './scopes.ts';

/** Days that a registered program is kept before anybody allowed it something. */
const UNUSED_DAYS = 30;

const link = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .max(2000, 'must be at most 2000 characters long');

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Where a browser is sent back to: https, or plain http on the member's own machine (RFC 8252 §7.3); no fragment. */
const RedirectUri = z
  .string('must be an address, as text')
  .max(2000, 'must be at most 2000 characters long')
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, hash, username, password } = new URL(text);
    const safe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
    return safe && hash === '' && username === '' && password === '';
  }, 'must be an https address without a fragment (http only on loopback)');

const words = (most: number) =>
  z
    .string('must be given, as text')
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters long`);

/** Client metadata (RFC 7591 §2) as the Open Badges 3.0 API asks for it (§7.1). */
const Metadata = z.object(
  {
    client_name: words(120),
    client_uri: link,
    logo_uri: link.optional(),
    tos_uri: link.optional(),
    policy_uri: link.optional(),
    software_id: words(200).optional(),
    software_version: words(60).optional(),
    redirect_uris: z
      .array(RedirectUri, 'must be given, as a list of addresses')
      .min(1, 'must name at least one address')
      .max(10, 'must name at most ten addresses'),
    token_endpoint_auth_method: z
      .literal('client_secret_basic', 'must be client_secret_basic, the only way that this takes')
      .default('client_secret_basic'),
    grant_types: z
      .array(
        z.enum(['authorization_code', 'refresh_token'], 'must be authorization_code or refresh_token'),
        'must be a list',
      )
      .min(1, 'must not be empty')
      .default(['authorization_code', 'refresh_token']),
    response_types: z
      .array(z.literal('code', 'must be code'), 'must be a list')
      .min(1, 'must not be empty')
      .default(['code']),
    scope: z
      .string('must be text')
      .max(1000, 'must be at most 1000 characters long')
      .default(scopes.join(' ')),
  },
  'must be an object of client metadata (RFC 7591)',
);

/** What becomes of a registration; the refusal's codes are RFC 7591's (§3.2.2). */
export type Registration =
  | {
      readonly outcome: 'registered';
      readonly client: Client;
      readonly response: Readonly<Record<string, unknown>>;
    }
  | {
      readonly outcome: 'refused';
      readonly error: 'invalid_redirect_uri' | 'invalid_client_metadata';
      readonly because: string;
    };

const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text);

/**
 * Registers another program by itself (RFC 7591 §3): nobody vouches for it, so each member is shown its name and
 * address and decides. It is forgotten after 30 days in which nobody allowed it anything.
 *
 * @param minted - a new identifier and secret, and the secret's hash, which alone is stored.
 */
export const registerClient = (
  metadata: unknown,
  minted: { readonly client: string; readonly secret: string; readonly secretHash: string },
  now: Date,
): Registration => {
  const result = Metadata.safeParse(metadata);
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue?.path.map(String).join('.') ?? '';
    return {
      outcome: 'refused',
      error: field.startsWith('redirect_uris') ? 'invalid_redirect_uri' : 'invalid_client_metadata',
      because: `${field === '' ? 'the body' : field}: ${issue?.message ?? 'invalid'}`,
    };
  }
  const given = result.data;
  const asked = given.scope.split(/\s+/).filter(isScope);
  // Scopes that are not known here (offline_access, say) are left out and the answer says which remain (RFC 7591 §3.2.1).
  if (asked.length === 0) {
    return {
      outcome: 'refused',
      error: 'invalid_client_metadata',
      because: `scope: must name at least one of ${scopes.join(', ')}`,
    };
  }
  const issuedAt = epochSeconds(now);
  return {
    outcome: 'registered',
    client: {
      client: minted.client,
      secretHash: minted.secretHash,
      name: given.client_name,
      uri: given.client_uri,
      ...(given.logo_uri !== undefined && { logoUri: given.logo_uri }),
      ...(given.policy_uri !== undefined && { policyUri: given.policy_uri }),
      ...(given.tos_uri !== undefined && { tosUri: given.tos_uri }),
      ...(given.software_id !== undefined && { softwareId: given.software_id }),
      ...(given.software_version !== undefined && { softwareVersion: given.software_version }),
      redirectUris: given.redirect_uris,
      scopes: asked,
      registeredAt: now.toISOString(),
      expiresAt: issuedAt + UNUSED_DAYS * 86_400,
    },
    response: {
      ...given,
      scope: asked.join(' '),
      client_id: minted.client,
      client_secret: minted.secret,
      client_id_issued_at: issuedAt,
      client_secret_expires_at: 0,
    },
  };
};
