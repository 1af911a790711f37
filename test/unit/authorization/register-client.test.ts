import { describe, expect, it } from 'vitest';
import { registerClient } from '../../../shared/authorization/register-client.ts';
import { scopes } from '../../../shared/authorization/scopes.ts';

const now = new Date('2026-11-22T07:00:00Z');
const minted = { client: 'client-0000000001', secret: 'a secret', secretHash: 'a'.repeat(64) };
const metadata = {
  client_name: 'Backpack',
  client_uri: 'https://backpack.example',
  redirect_uris: ['https://backpack.example/back'],
};
const register = (more: object) => registerClient({ ...metadata, ...more }, minted, now);

describe('a registration', () => {
  it('answers with the secret once, and keeps its hash alone', () => {
    const registration = register({ logo_uri: 'https://backpack.example/logo.png' });
    expect(registration).toMatchObject({
      outcome: 'registered',
      client: { secretHash: minted.secretHash, scopes, expiresAt: now.getTime() / 1000 + 30 * 86_400 },
      response: {
        client_id: minted.client,
        client_secret: minted.secret,
        client_id_issued_at: now.getTime() / 1000,
        client_secret_expires_at: 0,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    });
    expect(JSON.stringify(registration.outcome === 'registered' && registration.client)).not.toContain(
      'a secret',
    );
  });

  it('leaves out scopes that are not known, and says which remain', () => {
    const scope = `offline_access ${scopes[2]} ${scopes[0]}`;
    const answer = { outcome: 'registered', response: { scope: `${scopes[2]} ${scopes[0]}` } };
    expect(register({ scope })).toMatchObject(answer);
  });

  it.each([
    ['http elsewhere', 'http://backpack.example/back'],
    ['a fragment', 'https://backpack.example/back#here'],
    ['a password', 'https://me:secret@backpack.example/back'],
    ['no address', 'back'],
    ['a script', 'javascript:alert(1)'],
  ])('is refused with %s to be sent back to', (_, uri) => {
    expect(register({ redirect_uris: [uri] })).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  it('may be sent back to plain http on the own machine', () => {
    expect(register({ redirect_uris: ['http://127.0.0.1:4711/back'] })).toMatchObject({
      outcome: 'registered',
    });
  });

  it.each([
    ['no name', { client_name: '' }, 'client_name'],
    ['a script as its page', { client_uri: 'javascript:alert(1)' }, 'client_uri'],
    ['no secret', { token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method'],
    ['the implicit grant', { grant_types: ['implicit'] }, 'grant_types'],
    ['no known scope', { scope: 'everything' }, 'scope'],
  ])('is refused with %s, which it names', (_, more, field) => {
    const refusal = register(more);
    expect(refusal).toMatchObject({ outcome: 'refused', error: 'invalid_client_metadata' });
    expect(refusal.outcome === 'refused' && refusal.because).toContain(field);
  });

  it('is refused in words for people, whatever is wrong', () => {
    const fields = ['client_name', 'client_uri', 'redirect_uris', 'grant_types', 'response_types', 'scope'];
    for (const wrong of [
      {},
      ...fields.flatMap((field) =>
        [7, '', [], [7], 'x'.repeat(3000)].map((value) => ({ ...metadata, [field]: value })),
      ),
    ]) {
      const refusal = registerClient(wrong, minted, now);
      if (refusal.outcome === 'refused') expect(refusal.because).toMatch(/^[\w.]+: must /);
    }
    expect(registerClient({}, minted, now)).toMatchObject({ because: 'client_name: must be given, as text' });
  });

  it.each([undefined, null, 'text', []])('is refused where the body is %j', (body) => {
    expect(registerClient(body, minted, now)).toMatchObject({ outcome: 'refused' });
  });
});
