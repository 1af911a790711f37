import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../functions/credentials/app.tsx';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../../shared/badges/issue-document.ts';
import type { RegisteredKey } from '../../../shared/badges/keys/registered-key.ts';
import { changeOf } from '../../../shared/badges/life.ts';
import type { CredentialChange, IssuedCredential } from '../../../shared/badges/model.ts';
import { encodeBits } from '../../../shared/badges/status/status-bits.ts';
import { statusListDocument } from '../../../shared/badges/status/status-list-document.ts';
import type { PublishedLists } from '../../../shared/badges/status/status-store.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import type { Report } from '../../../shared/verification/report.ts';
import { awardOf, keyOf, midland, openSigner, PUBLIC_URL, tenComments } from '../../support/badges.ts';
import { memoryForms } from '../../support/forms.ts';
import { keepingObserver } from '../../support/observer.ts';
import { openPainter } from '../../support/painter.ts';
import { noPapers } from '../../support/papers.ts';

const GOOD = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const HELD = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f02';
const SUSPENDED = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f03';
const REVOKED = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f04';
const NOW = new Date('2026-11-23T10:11:12Z');

const signers = { data: openSigner(), jose: [openSigner('RS256'), openSigner('ES256')] };
const { observer, lines } = keepingObserver();
const stored = new Map<string, IssuedCredential>();
const changes: CredentialChange[] = [];
let keys: readonly RegisteredKey[];
let lists: PublishedLists;
let app: ReturnType<typeof createApp>;

const store = async (credential: string, index: number) => {
  const award = awardOf({ credential, status: { list: 1, index } });
  stored.set(credential, {
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: award.achievement,
    standing: 'valid',
    changes: 0,
    visibility: 'public',
    recipientName: 'Ada Quist',
    issuerName: midland.name,
    issuedAt: '2026-11-22T07:00:01Z',
    status: { list: 1, index },
    document: await createIssuer({ signer: signers.data, publicUrl: PUBLIC_URL }).issue(award),
  });
};

const listOf = (purpose: 'revocation' | 'suspension', indexes: readonly number[]): Promise<string> =>
  createDocumentIssuer({ signer: signers.data, publicUrl: PUBLIC_URL }).issueDocument(
    statusListDocument(
      PUBLIC_URL,
      { organization: 'midland', list: 1, purpose, encodedList: encodeBits(indexes) },
      NOW,
    ),
    NOW,
  );

beforeAll(async () => {
  keys = await Promise.all([signers.data, ...signers.jose].map((signer) => keyOf(signer)));
  await store(GOOD, 4);
  await store(HELD, 5);
  lists = {
    version: 1,
    revocation: await listOf('revocation', []),
    suspension: await listOf('suspension', [5]),
  };
  app = createApp({
    credentials: { get: (id) => Promise.resolve(stored.get(id)), changesOf: () => Promise.resolve(changes) },
    statuses: {
      published: () => Promise.resolve(lists),
      newest: () => Promise.resolve(undefined),
      bitsOf: () => Promise.resolve([]),
    },
    images: { get: () => Promise.resolve(undefined) },
    achievements: { list: () => Promise.resolve([]) },
    issuedAchievements: {
      find: () => Promise.resolve(tenComments),
      findAny: () => Promise.resolve(tenComments),
    },
    communities: {
      getOrganization: (o) =>
        Promise.resolve(o === 'midland' ? { ...midland, email: 'badges@midland.example' } : undefined),
    },
    ...noPapers,
    awards: { listRules: () => Promise.resolve([]) },
    painter: openPainter(),
    keys: () => Promise.resolve(keys),
    forms: memoryForms(signers.jose),
    fetchDocument: () =>
      Promise.reject(new Unavailable('nothing may be fetched for a credential of our own')),
    publicUrl: PUBLIC_URL,
    clock: () => NOW,
    observer,
  });
});

const post = (body: BodyInit, headers: Readonly<Record<string, string>> = {}) =>
  app.request(`${PUBLIC_URL}/verify`, { method: 'POST', body, headers });
const reportOf = async (body: BodyInit, type: string): Promise<Report> => {
  const response = await post(body, { 'content-type': type });
  expect(response.headers.get('content-type')).toContain('application/json');
  return (await response.json()) as Report;
};
const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  (await app.request(`${PUBLIC_URL}/credentials/${GOOD}${path}`)).bytes();
const failing = (report: Report) =>
  report.checks.filter(({ outcome, needed }) => outcome !== 'passed' && needed);

describe('a credential of our own verifies, from the stores alone,', () => {
  it.each([
    ['.json', 'application/vc+ld+json', 'open-badge-3'],
    ['.json', 'application/json', 'open-badge-3'],
    ['.es256.jwt', 'text/plain', 'open-badge-3'],
    ['.rs256.jwt', 'application/jwt', 'open-badge-3'],
    ['/badge.png', 'image/png', 'open-badge-3'],
    ['/badge.svg', 'image/svg+xml', 'open-badge-3'],
    ['/ob2.json', 'application/ld+json', 'open-badge-2'],
    ['/ob2.jws', 'text/plain', 'open-badge-2'],
    ['/ob2/badge.png', 'image/png', 'open-badge-2'],
    ['/ob2/signed.svg', 'image/svg+xml', 'open-badge-2'],
  ])('as %s, sent as %s', async (path, type, kind) => {
    const report = await reportOf(await read(path), type);
    expect(failing(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'verified', kind, about: { name: 'Ten comments' } });
  });

  it('by its address, with its recipient', async () => {
    const url = `${PUBLIC_URL}/credentials/${GOOD}`;
    const good = await reportOf(JSON.stringify({ url, email: 'ada@example.org' }), 'application/json');
    expect(good.verdict).toBe('verified');
    expect(good.checks.at(-1)).toMatchObject({ name: 'recipient', outcome: 'passed' });
    const bad = await reportOf(JSON.stringify({ url, email: 'eve@example.org' }), 'application/json');
    expect(bad.verdict).toBe('failed');
    expect(JSON.stringify([bad, lines])).not.toContain('eve@');
  });

  it.each([
    ['suspended', 'The issuer suspended it on 2026-11-23; it may be reinstated.'],
    ['revoked', 'The issuer revoked it on 2026-11-23. The reason given: Given in error.'],
  ] as const)('unless it is %s, which is told apart, at once', async (kind, says) => {
    const credential = kind === 'revoked' ? REVOKED : SUSPENDED;
    await store(credential, 6);
    const issued = stored.get(credential);
    if (!issued) throw new Error('it is not there');
    const decision = changeOf(issued, { kind, by: 'petra', at: NOW, reason: 'Given in error.' });
    if (decision.outcome === 'refused') throw new Error(decision.because);
    changes.splice(0, changes.length, decision.change);
    stored.set(credential, { ...issued, standing: decision.standing });
    const report = await reportOf(issued.document, 'application/json');
    expect(failing(report)).toMatchObject([{ name: 'status', outcome: 'failed', says }]);
    const forged = await reportOf(issued.document.replace('Ten comments', 'Eleven'), 'application/json');
    expect(JSON.stringify(forged)).not.toContain('Given in error');
  });

  it('by its identifier alone', async () => {
    for (const id of [GOOD, `urn:uuid:${GOOD.toUpperCase()}`])
      expect(await reportOf(id, 'text/plain')).toMatchObject({ verdict: 'verified' });
    const other = await reportOf('5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f09', 'text/plain');
    expect(other).toMatchObject({ verdict: 'nothing' });
    expect(other.checks[0]?.says).toContain('Give the whole address');
  });

  it('unless its status list says otherwise', async () => {
    const report = await reportOf(stored.get(HELD)?.document ?? '', 'application/json');
    expect(report.verdict).toBe('failed');
    expect(failing(report)).toMatchObject([{ name: 'status', outcome: 'failed' }]);
  });

  it('unless it is not there, or lies where nothing of ours is', async () => {
    for (const path of ['/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f09', '/verify', '/members/ada']) {
      const report = await reportOf(`${PUBLIC_URL}${path}`, 'text/plain');
      expect(report.verdict).not.toBe('verified');
    }
  });
});

describe('the page', () => {
  const form = (fields: Readonly<Record<string, string | File>>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };

  it('is found from a badge and from its issuer', async () => {
    for (const path of [`/credentials/${GOOD}`, '/organizations/midland']) {
      const response = await app.request(`${PUBLIC_URL}${path}`, { headers: { accept: 'text/html' } });
      expect(await response.text()).toContain('href="/verify"');
    }
  });

  it('has a form that may be sent, and runs nothing', async () => {
    const response = await app.request(`${PUBLIC_URL}/verify`);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|\sstyle="|\son[a-z]+="/);
    for (const [, id = ''] of html.matchAll(/<(?:input|textarea) id="([^"]+)"/g))
      expect(html).toContain(`for="${id}"`);
  });

  it('says what was found in an uploaded picture', async () => {
    const file = new File([await read('/badge.png')], 'badge.png', { type: 'image/png' });
    const response = await post(form({ credential: '', email: 'ada@example.org', file }), {
      accept: 'text/html',
    });
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const text of [
      'Verified.',
      'Ten comments',
      'baked into a PNG',
      'It was given to the e-mail address',
    ])
      expect(html).toContain(text);
  });

  it('keeps what was typed where it is no credential, shown as text', async () => {
    const typed = '</textarea><script>alert(1)</script>';
    const response = await post(
      form({ credential: typed, email: 'ada@example.org', file: new File([], '') }),
      {
        accept: 'text/html',
      },
    );
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('That is no credential');
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;');
    expect(html).toContain('value="ada@example.org"');
    expect(html).not.toContain('<script');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('calls an empty form or a PDF no bad credential', async () => {
    for (const file of [new File([], ''), new File(['%PDF-1.7'], 'certificate.pdf')]) {
      const response = await post(form({ credential: '', email: '', file }), { accept: 'text/html' });
      const html = await response.text();
      expect(html).toContain('There is no credential in it.');
      expect(html).not.toContain('Do not rely on this');
    }
  });

  it('gives the report where JSON is asked for', async () => {
    const document = stored.get(GOOD)?.document ?? '';
    const response = await post(new URLSearchParams({ credential: document }), {
      accept: 'application/json',
    });
    expect(await response.json()).toMatchObject({ verdict: 'verified' });
  });

  it('takes no more than a megabyte, and no broken form', async () => {
    const large = await post(new Uint8Array(1_200_000), { 'content-type': 'image/png' });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('larger than 1 MB');
    const broken = await post('--x', { 'content-type': 'multipart/form-data; boundary=y' });
    expect(broken.status).toBe(400);
  });
});
