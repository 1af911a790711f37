import { Hono } from 'hono';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { transcriptRoutes } from '../../../functions/credentials/transcript-routes.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { didDocument } from '../../../shared/badges/keys/did-document.ts';
import { IssuedCredential } from '../../../shared/badges/model.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { AppError, dispositions, Unavailable } from '../../../shared/platform/errors.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import { awardOf, keyOf, midland, openSigner, PUBLIC_URL, resolverOf } from '../../support/badges.ts';
import { memoryForms } from '../../support/forms.ts';

const TRANSCRIPT = '7c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const accessKey = 'a-key-that-nobody-can-guess';
const badge = (n: number) => `5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f0${n}`;
const now = new Date('2026-11-23T08:00:00Z');

const [signer, rsa] = [openSigner(), openSigner('RS256')];
const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL });
const ended = { closedAt: '' };
const stored = new Map<string, IssuedCredential>();
let app: Hono;

beforeAll(async () => {
  for (const n of [1, 2]) {
    const award = awardOf({ credential: badge(n) });
    stored.set(
      badge(n),
      IssuedCredential.parse({
        credential: badge(n),
        organization: 'midland',
        member: 'ada',
        rule: 'ten',
        period: String(n),
        achievement: award.achievement,
        recipientName: 'Ada Quist',
        issuerName: midland.name,
        issuedAt: '2026-11-22T07:00:01Z',
        document: await issuer.issue(award),
      }),
    );
  }
  app = new Hono();
  app.route(
    '/transcripts',
    transcriptRoutes({
      transcripts: {
        get: (id) =>
          Promise.resolve(
            id === TRANSCRIPT
              ? {
                  transcript: TRANSCRIPT,
                  organization: 'midland',
                  member: 'ada',
                  from: '2026-01-01',
                  through: '2026-12-31',
                  madeAt: '2026-11-23T07:00:00.500Z',
                  badges: [badge(1), badge(2)],
                  accessKey,
                  ...(ended.closedAt !== '' && ended),
                }
              : undefined,
          ),
      },
      credentials: { get: (id) => Promise.resolve(stored.get(id)), changesOf: () => Promise.resolve([]) },
      communities: { getOrganization: () => Promise.resolve(midland) },
      forms: memoryForms([rsa]),
      publicUrl: PUBLIC_URL,
    }),
  );
  app.onError((error, c) =>
    c.text(error.message, error instanceof AppError ? dispositions[error.kind].status : 500),
  );
});

const get = async (key = accessKey, id = TRANSCRIPT) => {
  const response = await app.request(`/transcripts/${id}.jwt?key=${key}`);
  return { status: response.status, text: await response.text() };
};

describe('a signed transcript', () => {
  it('is a CLR 2.0 credential, signed as a whole, that holds badges which still verify by themselves', async () => {
    const { status, text } = await get();
    expect(status).toBe(200);
    const { kid } = decodeProtectedHeader(text);
    const did = didDocument(PUBLIC_URL, 'midland', [await keyOf(rsa)]);
    expect(did.assertionMethod).toContain(kid);
    const key = await importJWK({ ...(await rsa.publicJwk()) }, 'RS256');
    const payload: unknown = JSON.parse(
      Buffer.from((await compactVerify(text, key)).payload).toString('utf8'),
    );
    expect(payload).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      type: ['VerifiableCredential', 'ClrCredential'],
      id: `${PUBLIC_URL}/transcripts/${TRANSCRIPT}`,
      iss: did.id,
      validFrom: '2026-11-23T07:00:00Z',
      partial: true,
      credentialSubject: { type: ['ClrSubject'] },
    });
    const { credentialSubject } = payload as {
      credentialSubject: { id: string; verifiableCredential: object[] };
    };
    expect(credentialSubject.verifiableCredential).toHaveLength(2);
    const resolveDid = await resolverOf(signer);
    for (const held of credentialSubject.verifiableCredential) {
      expect(held).toMatchObject({ credentialSubject: { id: credentialSubject.id } });
      expect(await verifyCredential(held, { resolveDid, now })).toMatchObject({ verified: true });
    }
  });

  it('is the same for ever', async () => {
    expect(await get()).toEqual(await get());
  });

  it('is verified by the public page of verification', async () => {
    const did = didDocument(PUBLIC_URL, 'midland', [await keyOf(signer), await keyOf(rsa)]);
    const report = await verifyAnything(
      { text: (await get()).text },
      {
        now,
        fetch: () => Promise.reject(new Unavailable('nothing is fetched in this test')),
        resolveOwn: (url) =>
          Promise.resolve(
            url.endsWith('/did.json')
              ? { status: 200, body: Buffer.from(JSON.stringify(did)), url }
              : undefined,
          ),
      },
    );
    expect(report).toMatchObject({ kind: 'clr-2' });
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.checks.find(({ name }) => name === 'proof')).toMatchObject({ outcome: 'passed' });
  });

  it.each([
    ['with another key', 'another-key-altogether', TRANSCRIPT, 403],
    ['without a key', '', TRANSCRIPT, 403],
    ['under a name there is not', accessKey, badge(9), 404],
    ['under no name at all', accessKey, 'nothing', 404],
  ])('does not open %s', async (_, key, id, status) => {
    expect((await get(key, id)).status).toBe(status);
  });

  it('opens no more once its member ended the link, and says so to whoever has the key alone', async () => {
    ended.closedAt = '2026-11-23T07:30:00Z';
    const gone = await get();
    ended.closedAt = '';
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('The member whose transcript this is ended its link');
    expect(gone.text).not.toContain('verifiableCredential');
    expect((await get()).status).toBe(200);
  });
});
