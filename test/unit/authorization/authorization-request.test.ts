import { describe, expect, it } from 'vitest';
import { readAuthorizationRequest } from '../../../shared/authorization/authorization-request.ts';
import { scopes } from '../../../shared/authorization/scopes.ts';

const client = {
  client: 'client-0000000001',
  secretHash: 'a'.repeat(64),
  name: 'Backpack',
  uri: 'https://backpack.example',
  redirectUris: ['https://backpack.example/back?from=here'],
  scopes: [...scopes],
  registeredAt: '2026-11-22T07:00:00Z',
};
const query = {
  client_id: client.client,
  redirect_uri: 'https://backpack.example/back?from=here',
  response_type: 'code',
  state: 'a state',
  scope: `${scopes[2]} ${scopes[0]} openid`,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

describe('an authorization request', () => {
  it('asks for those of its scopes that there are', () => {
    expect(readAuthorizationRequest(query, client)).toEqual({
      outcome: 'asked',
      request: {
        client,
        redirectUri: query.redirect_uri,
        scopes: [scopes[0], scopes[2]],
        state: 'a state',
        codeChallenge: query.code_challenge,
      },
    });
  });

  it('sends nobody anywhere where the program is not known', () => {
    expect(readAuthorizationRequest(query, undefined)).toMatchObject({ outcome: 'refused' });
  });

  it.each([undefined, '', 'https://backpack.example/back', 'https://elsewhere.example/back?from=here'])(
    'sends nobody to %j, which was not registered',
    (redirect_uri) => {
      const reading = readAuthorizationRequest({ ...query, redirect_uri }, client);
      expect(reading).toMatchObject({ outcome: 'refused' });
    },
  );

  it.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { state: undefined }],
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge: 'short' }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_scope', { scope: 'openid' }],
  ])('tells the program %s for %j', (error, more) => {
    const reading = readAuthorizationRequest({ ...query, ...more }, client);
    const to = new URL(reading.outcome === 'returned' ? reading.to : 'none:');
    expect(`${to.origin}${to.pathname}`).toBe('https://backpack.example/back');
    expect(Object.fromEntries(to.searchParams)).toMatchObject({
      from: 'here',
      error,
      ...('state' in more ? {} : { state: 'a state' }),
    });
  });
});
