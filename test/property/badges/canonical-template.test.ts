import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../shared/badges/canonical-template.ts';
import { loadContext } from '../../../shared/badges/contexts.ts';
import { type Award, buildCredential } from '../../../shared/badges/credential.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { shapeOf, slotsOf, valuesOf } from '../../../shared/badges/shape.ts';
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

const recipient = fc.record({
  credential: fc.uuid(),
  recipient: fc.record({ member: identifier, email: words(80) }),
  evidence: words(400),
  awardedAt: instant,
  issuedAt: instant,
  salt: words(40),
});
const achievement = fc.record({
  organization: fc.record({ organization: identifier, name: words(60), url: fc.webUrl() }),
  achievement: fc.record({
    achievement: identifier,
    name: words(60),
    description: words(200),
    criteria: words(200),
  }),
});

describe('the canonical form from a template', () => {
  it('is the library’s, for whatever anybody writes', async () => {
    let byTemplate = 0;
    await fc.assert(
      fc.asyncProperty(
        achievement,
        fc.array(recipient, { minLength: 2, maxLength: 5 }),
        async (common, recipients) => {
          const [first, ...others] = recipients.map((one): Award => ({ ...common, ...one }));
          if (!first) return;
          const example = buildCredential(PUBLIC_URL, first);
          const slots = slotsOf(example);
          const template = await compileTemplate(example, slots, loadContext);
          expect(template).toBeDefined();
          for (const award of [first, ...others]) {
            const document = buildCredential(PUBLIC_URL, award);
            expect(shapeOf(document, slotsOf(document))).toBe(shapeOf(example, slots));
            const form = await template?.fill(valuesOf(document, slots));
            if (form === undefined) continue;
            byTemplate += 1;
            expect(form).toBe(await whole(document));
          }
        },
      ),
      { numRuns: 120 },
    );
    // A template that always gave way would pass the above.
    expect(byTemplate).toBeGreaterThan(300);
  });

  it('is asked for only where all but the slots are equal', () => {
    fc.assert(
      fc.property(achievement, achievement, recipient, (one, other, to) => {
        const [a, b] = [one, other].map((common) => buildCredential(PUBLIC_URL, { ...common, ...to }));
        if (!a || !b) return;
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(shapeOf(a, slotsOf(a)) === shapeOf(b, slotsOf(b))).toBe(same);
      }),
    );
  });
});

it('whatever is issued verifies whole', async () => {
  const signer = openSigner();
  const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL });
  await fc.assert(
    fc.asyncProperty(
      achievement,
      fc.array(recipient, { minLength: 1, maxLength: 3 }),
      async (common, recipients) => {
        const resolveDid = await resolverOf(signer, common.organization.organization);
        for (const one of recipients) {
          const json = await issuer.issue({ ...common, ...one });
          const now = new Date(one.issuedAt);
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
