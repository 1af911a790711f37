import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { certificateRoutes } from '../../../functions/credentials/certificate-routes.ts';
import { IssuedCredential } from '../../../shared/badges/model.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { CreditProgram } from '../../../shared/credits/program-model.ts';
import { AppError, dispositions } from '../../../shared/platform/errors.ts';
import type { Certificate } from '../../../shared/transcripts/certificate.ts';
import { midland, PUBLIC_URL, tenComments } from '../../support/badges.ts';

const id = (n: number) => `5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f0${n}`;
const HASH = 'a'.repeat(64);

const credentialOf = (n: number, more: object = {}) =>
  IssuedCredential.parse({
    credential: id(n),
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: tenComments,
    recipientName: 'Ada Quist',
    issuerName: midland.name,
    issuedAt: '2026-11-22T07:00:00Z',
    document: '{}',
    visibility: 'public',
    ...more,
  });

const entryOf = (entry: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  organization: 'midland',
  member: 'ada',
  entry,
  amount: 6,
  unit: 'hours',
  reason: 'Ten comments',
  rule: 'ten',
  period: 'ever',
  at: '2026-11-22T07:00:00Z',
  source: 'award',
  sourceId: id(1),
  previous: HASH,
  hash: HASH,
  ...more,
});

const nasba = CreditProgram.parse({
  organization: 'midland',
  program: 'cpe',
  name: 'CPE of the association',
  standard: 'nasba',
  sponsorName: 'Midland',
  revision: 1,
});

/** Asks for a credential's certificate; gives the answer, and what would have been printed. */
const ask = async (n: number, ledger: readonly LedgerEntry[]) => {
  const credentials = [
    credentialOf(1, { standing: 'revoked' }),
    credentialOf(2, { standing: 'revoked', replaces: id(1) }),
    credentialOf(3, { replaces: id(2) }),
    credentialOf(4),
  ];
  let certificate: Certificate | undefined;
  const app = new Hono().route(
    '/credentials',
    certificateRoutes({
      credentials: {
        get: (wanted) => Promise.resolve(credentials.find(({ credential }) => credential === wanted)),
        changesOf: () => Promise.resolve([]),
      },
      ledger: { entriesOf: () => Promise.resolve([...ledger]) },
      creditPrograms: {
        getProgram: () => Promise.resolve(nasba),
        getProgramAt: () => Promise.resolve(nasba),
      },
      printer: () =>
        Promise.resolve({
          certificate: (made) => {
            certificate = made;
            return Promise.resolve(Buffer.from('%PDF'));
          },
          transcript: () => Promise.reject(new Error('no transcript is printed here')),
        }),
      publicUrl: PUBLIC_URL,
      clock: () => new Date('2026-11-23T08:00:00Z'),
    }),
  );
  app.onError((error, c) =>
    c.text(error.message, error instanceof AppError ? dispositions[error.kind].status : 500),
  );
  const response = await app.request(`/credentials/${id(n)}/certificate.pdf`);
  const credit = certificate?.fields.find(({ label }) => label === 'Credit')?.value;
  return { status: response.status, text: await response.text(), credit };
};

describe('the certificate of a badge', () => {
  it('says what credit came with the badge it was issued in the place of', async () => {
    expect(await ask(3, [entryOf(1)])).toMatchObject({ status: 200, credit: '6 hours' });
    expect(await ask(4, [entryOf(1)])).toMatchObject({ status: 200, credit: undefined });
  });

  it('says the credit that stands instead of what was corrected', async () => {
    const correction = { source: 'correction', sourceId: 'entry-1' } as const;
    const ledger = [
      entryOf(1),
      entryOf(2, { ...correction, amount: -6, corrects: 1 }),
      entryOf(3, { ...correction, amount: 4 }),
    ];
    expect((await ask(3, ledger)).credit).toBe('4 hours');
    expect(await ask(3, ledger.slice(0, 2))).toMatchObject({ status: 200, credit: undefined });
  });

  it('is refused where it would lack what the standard of its credit asks for', async () => {
    const { status, text } = await ask(3, [entryOf(1, { program: 'cpe', unit: 'CPE' })]);
    expect(status).toBe(409);
    expect(text).toContain('Contact; Field of study; Location;');
    expect(text).toContain('/staff/credit-programs/cpe');
  });

  it('is not made of a badge that was revoked', async () => {
    expect((await ask(2, [])).status).toBe(409);
  });
});
