import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../shared/badges/canonical/canonical-template.ts';
import { shapeOf, slotsOf } from '../../../shared/badges/canonical/shape.ts';
import { valuesOf, withValues } from '../../../shared/badges/canonical/slots.ts';
import { CREDENTIALS_CONTEXT, loadContext, OPEN_BADGES_CONTEXT } from '../../../shared/badges/contexts.ts';
import { type Award, buildCredential, personalOf } from '../../../shared/badges/credential.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../../shared/badges/issue-document.ts';
import { issuerDid } from '../../../shared/badges/keys/did-document.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { openSigner, PUBLIC_URL, resolverOf } from '../../support/badges.ts';

const whole = (document: object): Promise<string> =>
  cryptosuite.canonize(document, { documentLoader: loadContext, base: null, safe: true });

/** What people and attackers write: any Unicode, halves of surrogate pairs, quotes, lines, links, JSON-LD, markers. */
const nasty = fc.constantFrom(
  'slot-0-',
  'slot',
  'slot0-1-',
  'https://slot.invalid/0/',
  'urn:slot:3:',
  '_:b0',
  '_:c14n0',
  '@id',
  '@type',
  '"quoted" \\back\\ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  'line\nfeed\r\n\ttab\u0000\u007f\u0085\u2028',
  '<script>alert(1)</script> ?"" & <https://example.org/a b> .',
  'did:web:badges.example%3A8443:organizations:midland',
  'https://www.w3.org/ns/credentials/v2',
  '2026-11-22T07:00:01Z',
  '\ud800',
  'a\udc00b',
  'e\u0301\u200e\u202e',
);
const words = (maxLength: number) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength }) },
      {
        weight: 2,
        arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 60) }),
      },
      { weight: 2, arbitrary: nasty },
      { weight: 1, arbitrary: fc.webUrl() },
    )
    .map((text) => text.slice(0, maxLength));
const identifier = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const url = fc.oneof(
  { weight: 9, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
  { weight: 1, arbitrary: fc.constant('https://a.example/ä b?{}|^`') },
);
const list = <Thing>(of: fc.Arbitrary<Thing>, maxLength = 3) =>
  fc.option(fc.array(of, { minLength: 1, maxLength }), { nil: undefined });

/** What differs from one recipient to the next; what of it there is at all is the same for all of one run. */
const recipient = fc.record({
  credential: fc.uuid(),
  recipient: fc.record({ member: identifier, email: words(80) }),
  evidence: words(400),
  awardedAt: instant,
  issuedAt: instant,
  validUntil: instant,
  narrative: words(200),
  salt: words(40),
  artifacts: fc.tuple(fc.record({ url, name: words(40) }), fc.record({ url, name: words(40) })),
  values: fc.tuple(words(20), words(20)),
  index: fc.integer({ min: 0, max: 131_071 }),
});
const presence = fc.record({
  evidence: fc.boolean(),
  validUntil: fc.boolean(),
  narrative: fc.boolean(),
  artifacts: fc.constantFrom('none', 'one', 'one with a name', 'two'),
  results: fc.constantFrom(0, 1, 2),
  status: fc.boolean(),
  creditsEarned: fc.option(fc.double({ min: 0.01, max: 1000, noNaN: true }), { nil: undefined }),
});
const alignment = fc.record(
  {
    targetName: words(40),
    targetUrl: fc.webUrl(),
    targetCode: words(20),
    targetDescription: words(40),
    targetFramework: words(40),
    targetType: fc.constantFrom('CFItem', 'CTDL', 'ceasn:Competency'),
  },
  { requiredKeys: ['targetName', 'targetUrl'] },
);
const resultDescription = fc.record(
  {
    name: words(40),
    resultType: fc.constantFrom('RawScore', 'LetterGrade', 'Result'),
    valueMin: words(10),
    allowedValue: fc.array(words(10), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['name', 'resultType'] },
);
const common = fc.record({
  organization: fc.record({ organization: identifier, name: words(60), url: fc.webUrl() }),
  achievement: fc.record({
    achievement: identifier,
    name: words(60),
    description: words(200),
    criteria: words(200),
    level: fc.option(words(24), { nil: undefined }),
    alignment: list(alignment),
    tags: list(words(20)),
    results: list(resultDescription, 2),
    creditsAvailable: fc.option(fc.double({ min: 0.01, max: 1000, noNaN: true }), { nil: undefined }),
    endorsed: fc.boolean(),
  }),
  presence,
});
type Common = typeof common extends fc.Arbitrary<infer Value> ? Value : never;
type Recipient = typeof recipient extends fc.Arbitrary<infer Value> ? Value : never;

const signer = openSigner();
const endorsement = await createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }).issueDocument(
  {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: 'urn:uuid:0b0b0b0b-6a55-4c39-9d9c-0d4f6a2f6f01',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Worth having',
    issuer: { id: issuerDid(PUBLIC_URL, 'midland'), type: ['Profile'], name: 'Midland' },
    validFrom: '2026-11-22T07:00:00Z',
    credentialSubject: {
      id: 'https://badges.example:8443/organizations/midland/achievements/ten-comments',
      type: ['EndorsementSubject'],
      endorsementComment: 'We ask for it when we hire.',
    },
  },
  new Date('2026-11-22T07:00:00Z'),
);

/** Leaves out what is undefined, as everything that was once read from a table does. */
const defined = <Thing extends object>(thing: Thing): Thing => JSON.parse(JSON.stringify(thing)) as Thing;

const artifactsOf = (which: Common['presence']['artifacts'], [one, two]: Recipient['artifacts']) =>
  ({ none: [], one: [{ url: one.url }], 'one with a name': [one], two: [one, { url: two.url }] })[which];

const awardFor = ({ organization, achievement, presence: has }: Common, to: Recipient): Award => {
  const { endorsed, results, ...described } = achievement;
  const { evidence, validUntil, narrative, artifacts, values, index, ...always } = to;
  const kept = {
    ...always,
    organization,
    achievement: {
      ...described,
      ...(results && { results: results.map((one, i) => ({ result: `result-${i}`, ...one })) }),
      ...(endorsed && { endorsements: [endorsement] }),
    },
    evidence: has.evidence ? evidence : '',
    ...(has.validUntil && { validUntil }),
    ...(has.narrative && { narrative }),
    ...(has.artifacts !== 'none' && { artifacts: artifactsOf(has.artifacts, artifacts) }),
    ...(has.results > 0 && {
      results: values.slice(0, has.results).map((value, i) => ({ result: `result-${i}`, value })),
    }),
    ...(has.status && { status: { list: 1, index } }),
    ...(has.creditsEarned !== undefined && { creditsEarned: has.creditsEarned }),
  };

  return { ...kept, achievement: defined(kept.achievement) };
};

describe('the canonical form from a template', () => {
  it('is the library’s, for whatever anybody writes', async () => {
    let byTemplate = 0;
    await fc.assert(
      fc.asyncProperty(
        common,
        fc.array(recipient, { minLength: 2, maxLength: 5 }),
        async (given, recipients) => {
          const [first, ...others] = recipients.map((to) => awardFor(given, to));
          if (!first) return;
          const slots = slotsOf(personalOf(PUBLIC_URL, first));
          const template = await compileTemplate(buildCredential(PUBLIC_URL, first), slots, loadContext);
          for (const award of [first, ...others]) {
            const document = buildCredential(PUBLIC_URL, award);
            // Of other artifacts' schemes, it may be another shape.
            if (shapeOf(award) !== shapeOf(first)) continue;
            const values = slotsOf(personalOf(PUBLIC_URL, award)).map(({ value }) => value);
            expect(valuesOf(document, slots)).toEqual(values);
            const form = await template?.fill(values);
            if (form === undefined) continue;
            byTemplate += 1;
            expect(Buffer.from(form).toString('utf8')).toBe(await whole(document));
          }
        },
      ),
      { numRuns: 120 },
    );
    // A template that always gave way would pass the above.
    expect(byTemplate).toBeGreaterThan(160);
  });

  it('is asked for only where all but the slots are equal', () => {
    fc.assert(
      fc.property(common, common, recipient, recipient, (one, other, to, toOther) => {
        const blank = (award: Award) => {
          const document = buildCredential(PUBLIC_URL, award);
          const slots = slotsOf(personalOf(PUBLIC_URL, award));
          return JSON.stringify(
            withValues(
              document,
              slots,
              slots.map(() => 0),
            ),
          );
        };
        const [a, b, c] = [awardFor(one, to), awardFor(other, to), awardFor(one, toOther)];
        for (const award of [b, c]) if (shapeOf(a) === shapeOf(award)) expect(blank(a)).toBe(blank(award));
        if (one.presence.artifacts === 'none') expect(shapeOf(a)).toBe(shapeOf(c));
        if (blank(a) !== blank(b)) expect(shapeOf(a)).not.toBe(shapeOf(b));
      }),
    );
  });
});

it('whatever is issued verifies whole', async () => {
  const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL });
  await fc.assert(
    fc.asyncProperty(
      common,
      fc.array(recipient, { minLength: 2, maxLength: 3 }),
      async (given, recipients) => {
        const resolveDid = await resolverOf(signer, given.organization.organization);
        for (const to of recipients) {
          // One that had expired before it was issued is another story.
          const { validUntil, ...award } = awardFor(given, to);
          const json = await issuer.issue(
            validUntil === undefined ? award : { ...award, validUntil: '2999-01-01T00:00:00Z' },
          );
          const now = new Date(to.issuedAt);
          const document: unknown = JSON.parse(json);
          expect(await verifyCredential(document, { resolveDid, now })).toMatchObject({ verified: true });
          // As it is after a store and a network that know only UTF-8.
          expect(Buffer.from(json, 'utf8').toString('utf8')).toBe(json);
        }
      },
    ),
    { numRuns: 40 },
  );
});
