import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../shared/badges/canonical/canonical-template.ts';
import { shapeOf, slotsOf } from '../../../shared/badges/canonical/shape.ts';
import { type Slot, valuesOf, withValues } from '../../../shared/badges/canonical/slots.ts';
import { CREDENTIALS_CONTEXT, loadContext, OPEN_BADGES_CONTEXT } from '../../../shared/badges/contexts.ts';
import { buildCredential, personalOf } from '../../../shared/badges/credential.ts';
import { awardOf, PUBLIC_URL, tenComments } from '../../support/badges.ts';

const whole = (document: object): Promise<string> =>
  cryptosuite.canonize(document, { documentLoader: loadContext, base: null, safe: true });

const example = buildCredential(PUBLIC_URL, awardOf());
const slots = slotsOf(personalOf(PUBLIC_URL, awardOf()));
const indexOf = (value: string): number => valuesOf(example, slots).indexOf(value);
const ID = indexOf(example.id);
const IMAGE = indexOf(`${example.id}/image.png`);

/** What a template wrote, as text. */
const text = (form: Uint8Array | undefined): string | undefined => form && Buffer.from(form).toString('utf8');

const filled = async (changes: Readonly<Record<number, string>>) => {
  const template = await compileTemplate(example, slots, loadContext);
  const values = valuesOf(example, slots).map((value, i) => changes[i] ?? value);
  return text(await template?.fill(values));
};

describe('a template', () => {
  it('writes what the library writes', async () => {
    expect(await filled({})).toBe(await whole(example));
  });

  it.each([
    ['a blank node', '_:b0'],
    ['a relative reference', 'credentials/1'],
    ['another scheme', 'urn:uuid:5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01'],
    ['a space', 'https://badges.example/a b'],
    ['a letter beyond ASCII', 'https://badges.example/ä'],
    ['a statement of its own', 'https://a.example> <https://b.example> "c" .\n<https://d.example'],
    [
      'a node the achievement has already',
      'https://badges.example:8443/organizations/midland/achievements/ten-comments',
    ],
    ['nothing', ''],
  ])('gives way where an identifier is %s', async (_, id) => {
    expect(await filled({ [ID]: id })).toBeUndefined();
  });

  it('gives way where two nodes would become one', async () => {
    expect(await filled({ [ID]: 'https://one.example/', [IMAGE]: 'https://one.example/' })).toBeUndefined();
    const apart = { [ID]: 'https://one.example/', [IMAGE]: 'https://two.example/' };
    const byIndex: Readonly<Record<number, string>> = apart;
    const values = valuesOf(example, slots).map((value, i) => byIndex[i] ?? value);
    expect(await filled(apart)).toBe(await whole(withValues(example, slots, values)));
  });

  it('takes no word of the achievement for one of its own marks', async () => {
    const names = ['slot-0-', 'slot0 slot1 slot-1-', 'https://slot.invalid/0/'];
    for (const name of names) {
      const document = buildCredential(PUBLIC_URL, awardOf({ achievement: { ...tenComments, name } }));
      const template = await compileTemplate(document, slots, loadContext);
      expect(text(await template?.fill(valuesOf(document, slots)))).toBe(await whole(document));
    }
  });
});

describe('no template is made', () => {
  const context = [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT];
  const compile = (document: object, ...paths: (string | number)[][]) =>
    compileTemplate(
      { '@context': context, ...document },
      paths.map((path): Slot => ({ path, kind: 'text' })),
      loadContext,
    );

  it('where two texts of one node could become equal, since a graph holds a statement once', async () => {
    const achievement = { type: ['Achievement'], tag: ['a', 'b'] };
    expect(await compile(achievement, ['tag', 0])).toBeUndefined();
    expect(await compile({ ...achievement, tag: ['a'] }, ['tag', 0])).toBeDefined();
  });

  it('where a slot is not there, or names a node', async () => {
    expect(await compile({ type: ['Profile'], name: 'a' }, ['phone'])).toBeUndefined();
    expect(await compile({ id: 'https://a.example/', type: ['Profile'] }, ['id'])).toBeUndefined();
  });

  it('where a value does not reach the graph', async () => {
    expect(
      await compile({ type: ['Profile'], name: { '@value': 'a', '@language': 'en' } }, ['name', '@language']),
    ).toBe(undefined);
  });
});

describe('blank nodes that look alike', () => {
  it('are told apart by the whole algorithm', async () => {
    const twins = [
      { type: ['Evidence'], name: 'twin', narrative: 'a' },
      { type: ['Evidence'], name: 'twin', narrative: 'b' },
    ];
    const document = { ...example, evidence: twins };
    const both: Slot[] = [0, 1].map((i) => ({ path: ['evidence', i, 'narrative'], kind: 'text' }));
    const template = await compileTemplate(document, both, loadContext);
    for (const values of [
      ['a', 'b'],
      ['same', 'same'],
      ['b', 'a'],
    ]) {
      expect(text(await template?.fill(values))).toBe(await whole(withValues(document, both, values)));
    }
  });
});

describe('a shape', () => {
  it('is the achievement’s and the issuer’s, whoever earned it, when, and with whatever words', () => {
    const full = {
      validUntil: '2027-11-22T07:00:00.000Z',
      narrative: 'She led it.',
      artifacts: [{ url: 'https://video.example/1', name: 'A video' }],
      results: [{ result: 'score', value: '7' }],
      status: { list: 1, index: 1 },
    };
    const other = {
      credential: 'b0b0b0b0-6a55-4c39-9d9c-0d4f6a2f6f01',
      recipient: { member: 'bo', email: 'b@b.example' },
      evidence: 'Something else',
      awardedAt: '2026-01-01T00:00:00.000Z',
      issuedAt: '2026-01-02T00:00:00.000Z',
      salt: 'other',
    };
    const different = {
      validUntil: '2028-11-22T07:00:00.000Z',
      narrative: 'He helped.',
      artifacts: [{ url: 'https://paper.example/2', name: 'A paper' }],
      results: [{ result: 'score', value: '8' }],
      status: { list: 1, index: 2 },
    };
    expect(shapeOf(awardOf(other))).toBe(shapeOf(awardOf()));
    expect(shapeOf(awardOf({ ...other, ...different }))).toBe(shapeOf(awardOf(full)));
  });

  it.each([
    ['another word of the achievement', { achievement: { ...tenComments, criteria: 'Eleven.' } }],
    ['no evidence', { evidence: '' }],
    ['a narrative', { narrative: 'She led it.' }],
    ['an end', { validUntil: '2027-11-22T07:00:00.000Z' }],
    ['credits', { creditsEarned: 1.5 }],
    ['a result', { results: [{ result: 'score', value: '7' }] }],
    ['a place in a status list', { status: { list: 1, index: 1 } }],
    ['something to look at', { artifacts: [{ url: 'https://video.example/' }] }],
    [
      'another issuer',
      { organization: { organization: 'other', name: 'Other', url: 'https://other.example/' } },
    ],
  ])('is another with %s', (_, more) => {
    expect(shapeOf(awardOf(more))).not.toBe(shapeOf(awardOf()));
  });

  it('is another where an identifier has another scheme', () => {
    const [secure, open] = ['https://video.example/', 'http://video.example/'].map((url) =>
      shapeOf(awardOf({ artifacts: [{ url }] })),
    );
    expect(secure).not.toBe(open);
  });
});
