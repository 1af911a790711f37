import type { Client, Scope } from './model.ts';

/** What a program asks a member for, checked as far as it can be before the member is asked. */
export interface AuthorizationRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  readonly state: string;
  readonly codeChallenge: string;
}

/** A request to be put to the member, an error for the program to be told, or one that only the member can be told. */
export type AuthorizationReading =
  | { readonly outcome: 'asked'; readonly request: AuthorizationRequest }
  | { readonly outcome: 'returned'; readonly to: string }
  | { readonly outcome: 'refused'; readonly because: string };

/** An address with more in its query; what is undefined is left out. */
export const withQuery = (address: string, more: Readonly<Record<string, string | undefined>>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
};

/** BASE64URL of a SHA-256 (RFC 7636 §4.2). */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3). Where program or redirect address are in doubt,
 * nobody is sent anywhere (§4.1.2.1): that would make this site a way to lead members astray.
 *
 * @param client - of the identifier in the query; undefined where there is none.
 */
export const readAuthorizationRequest = (
  query: Readonly<Record<string, string | undefined>>,
  client: Client | undefined,
): AuthorizationReading => {
  if (!client) {
    return {
      outcome: 'refused',
      because:
        'the program that sent you here is not registered, or its registration was never used and has ended',
    };
  }
  const redirectUri = query['redirect_uri'] ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return {
      outcome: 'refused',
      because: `${client.name} asks to send you back to an address that it did not register`,
    };
  }
  const state = query['state'];
  const back = (error: string, description: string): AuthorizationReading => ({
    outcome: 'returned',
    to: withQuery(redirectUri, { error, error_description: description, state }),
  });
  if (query['response_type'] !== 'code') {
    return back('unsupported_response_type', 'response_type must be code');
  }
  if (state === undefined || state === '') return back('invalid_request', 'state is missing');
  const codeChallenge = query['code_challenge'] ?? '';
  if (!CHALLENGE.test(codeChallenge) || query['code_challenge_method'] !== 'S256') {
    return back('invalid_request', 'code_challenge with code_challenge_method S256 is needed (RFC 7636)');
  }
  const asked = (query['scope'] ?? client.scopes.join(' ')).split(/\s+/).filter((text) => text !== '');
  const scopes = client.scopes.filter((scope) => asked.includes(scope));
  if (scopes.length === 0) {
    return back('invalid_scope', `scope must name at least one of ${client.scopes.join(', ')}`);
  }
  return { outcome: 'asked', request: { client, redirectUri, scopes, state, codeChallenge } };
};
