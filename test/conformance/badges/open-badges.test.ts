import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { CREDENTIALS_CONTEXT, loadContext, OPEN_BADGES_CONTEXT } from '../../../shared/badges/contexts.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { awardOf, openSigner, PUBLIC_URL, resolverOf, tenComments } from '../../support/badges.ts';
import { describeWithData } from '../../support/shared-data.ts';

const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

const fullAward = awardOf({
  validUntil: '2027-11-22T07:00:00.000Z',
  status: { list: 1, index: 94_567 },
  narrative: 'She led the discussion.',
  artifacts: [{ url: 'https://video.example/1', name: 'A lesson' }, { url: 'https://paper.example/2?a=b' }],
  results: [
    { result: 'score', value: '87' },
    { result: 'grade', value: 'A' },
  ],
  creditsEarned: 1.5,
  achievement: {
    ...tenComments,
    level: 'Level 2',
    tags: ['discussion'],
    alignment: [
      {
        targetName: 'Listens to colleagues',
        targetUrl: 'https://case.example/uri/1',
        targetType: 'CFItem',
        targetCode: 'L.1',
        targetFramework: 'Teaching',
        targetDescription: 'Takes up what others say.',
      },
      { targetName: 'Writes', targetUrl: 'https://case.example/uri/2' },
    ],
    results: [
      { result: 'score', name: 'Score', resultType: 'RawScore', valueMin: '0', valueMax: '100' },
      { result: 'grade', name: 'Grade', resultType: 'LetterGrade', allowedValue: ['C', 'B', 'A'] },
    ],
    creditsAvailable: 2,
  },
});

describeWithData('openbadges', 'what 1EdTech and the W3C publish', (data) => {
  const signer = openSigner();
  const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL });
  let errorsOf: (document: unknown) => unknown;
  beforeAll(() => {
    const ajv = addFormats(new Ajv2019({ strict: false, allErrors: true }));
    const validate = ajv.compile(readJson(join(data, 'ob_v3p0_achievementcredential_schema.json')));
    errorsOf = (document) => (validate(document) ? [] : validate.errors);
  });

  it.each([
    ['with everything that can be said', fullAward],
    ['with evidence', awardOf()],
    ['without evidence', awardOf({ evidence: '' })],
    [
      'in other scripts',
      awardOf({ achievement: { ...tenComments, name: '質問の達人', criteria: 'a\nb "c"' } }),
    ],
  ])('a credential %s is valid by 1EdTech’s schema and verifies', async (_, award) => {
    const document: unknown = JSON.parse(await issuer.issue(award));
    expect(errorsOf(document)).toEqual([]);
    const now = new Date(award.issuedAt);
    const resolveDid = await resolverOf(signer);
    expect(await verifyCredential(document, { resolveDid, now })).toMatchObject({ verified: true });
  });

  it('the schema refuses what is not valid, so that the above means something', async () => {
    const document = JSON.parse(await issuer.issue(awardOf())) as Record<string, unknown>;
    const [proof] = document['proof'] as unknown[];
    expect(errorsOf({ ...document, proof })).not.toEqual([]);
    expect(errorsOf({ ...document, validFrom: 'yesterday' })).not.toEqual([]);
    expect(errorsOf({ ...document, type: ['VerifiableCredential'] })).not.toEqual([]);
    expect(errorsOf({ ...document, issuer: undefined })).not.toEqual([]);
  });

  it('the W3C’s context is the one that is pinned', async () => {
    const { document } = await loadContext(CREDENTIALS_CONTEXT);
    expect(document).toEqual(readJson(join(data, 'contexts', 'credentials-v2.jsonld')));
  });

  it('every term of the pinned Open Badges context means what 1EdTech’s latest says', async () => {
    const { document } = await loadContext(OPEN_BADGES_CONTEXT);
    const pinned = (document as { '@context': Record<string, unknown> })['@context'];
    const latest = readJson(join(data, 'contexts', 'ob-v3p0-3.0.3.json'))['@context'] as Record<
      string,
      unknown
    >;
    // The package is older by two terms, neither of which is written here.
    const { endorsementJwt, jti, ...common } = latest;
    expect([endorsementJwt, jti]).not.toContain(undefined);
    expect(pinned).toEqual(common);
  });
});

describe('the contexts', () => {
  it.each([
    'https://purl.imsglobal.org/spec/ob/v9p9/context.json',
    'https://example.org/context.json',
    'file:///etc/passwd',
    '',
  ])('at %j are refused: nothing is fetched', async (url) => {
    await expect(loadContext(url)).rejects.toMatchObject({ kind: 'InvalidInput', field: '@context' });
  });
});
