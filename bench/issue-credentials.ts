import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue as issueWithLibrary } from '@digitalbazaar/vc';
import { loadContext } from '../shared/badges/contexts.ts';
import { type Award, buildCredential } from '../shared/badges/credential.ts';
import { createIssuer } from '../shared/badges/issue.ts';
import { issuerDid, keyId } from '../shared/badges/keys/did-document.ts';
import { namedKey } from '../shared/badges/keys/registered-key.ts';
import { createKeyFile, createSigner, type Signer } from '../shared/platform/signer.ts';
import { type Figure, figure, median, rateOf } from './figure.ts';

const publicUrl = 'https://badges.example';
const organization = {
  organization: 'aspen',
  name: 'Aspen Learning Association',
  url: 'https://aspen.example/',
};

/** Awards of one achievement to one recipient after another, as a rule that many meet gives them. */
const awardTo = (recipient: number): Award => ({
  credential: randomUUID(),
  organization,
  recipient: { member: `member-${recipient}`, email: `member-${recipient}@aspen.example` },
  achievement: {
    achievement: 'ten-comments',
    name: 'Ten comments',
    description: 'Took part in the discussions of a professional learning community.',
    criteria: 'Write ten comments on what colleagues asked or answered.',
  },
  evidence: `Ten comments in your communities\npost.created/comment: ${10 + recipient} of 10`,
  awardedAt: '2026-11-22T07:00:00Z',
  // A thousand a second, so that the time in the proof changes as often as it would.
  issuedAt: new Date(Date.UTC(2026, 10, 22, 7, 0, Math.floor(recipient / 1000))).toISOString(),
  status: { list: 1, index: (recipient * 7919) % 131_072 },
  salt: randomUUID(),
});

const WARM_UP = 4;

/** As many at once as one batch of the queue brings. */
const BATCH = 10;

const inBatches = (times: number, work: (i: number) => Promise<unknown>): Promise<number> =>
  rateOf(times, async () => {
    for (let start = 0; start < times; start += BATCH) {
      await Promise.all(Array.from({ length: BATCH }, (_, i) => work(start + i)));
    }
  });

const libraryIssuer = async (signer: Signer) => {
  const did = issuerDid(publicUrl, organization.organization);
  const { key } = await namedKey('Ed25519', await signer.publicJwk());
  const id = keyId(did, key);
  return (i: number) => {
    const award = awardTo(i);
    const now = new Date(award.issuedAt);
    return issueWithLibrary({
      credential: buildCredential(publicUrl, award),
      suite: new DataIntegrityProof({
        signer: {
          id,
          algorithm: 'Ed25519',
          sign: ({ data }) => signer.sign(data),
        },
        date: now,
        cryptosuite,
      }),
      documentLoader: loadContext,
      now,
    });
  };
};

/**
 * Credentials a second through the issuing path (key file), against the library's whole path (`vc.issue` of the same
 * credentials, with the same key and the same pinned contexts) and against signing alone, all in batches of ten.
 * Neither way checks what it signed: the issuing path verified its shape's first credential whole, in the turns that
 * warm up. The ways take turns, so that a machine that is busy for a while is busy for all of them; each figure is
 * the median of its turns.
 */
export const measure = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  try {
    const path = join(folder, 'key.json');
    await createKeyFile(path);
    const signer = createSigner(pathToFileURL(path).href);
    const issuer = createIssuer({ signer, publicUrl });
    const library = await libraryIssuer(signer);
    const { privateKey } = generateKeyPairSync('ed25519');
    const digest = Buffer.alloc(64, 7);

    const fast: number[] = [];
    const whole: number[] = [];
    const bare: number[] = [];
    // The first turns warm up, until the runtime has compiled every way, and are left out.
    for (let turn = 0; turn < WARM_UP + 7; turn += 1) {
      // As many of each as take a similar time, so that what one way leaves to be cleared away weighs little on the next.
      const figures = [
        await inBatches(2400, (i) => issuer.issue(awardTo(i))),
        await inBatches(60, library),
        await inBatches(2000, () => Promise.resolve(sign(null, digest, privateKey))),
      ] as const;
      if (turn < WARM_UP) continue;
      fast.push(figures[0]);
      whole.push(figures[1]);
      bare.push(figures[2]);
    }
    const value = median(fast);
    return [
      figure('issue-credentials', value, '1/s', 'vc.issue', median(whole)),
      figure('issue-credentials-limit', value, '1/s', 'Ed25519 signatures', median(bare)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};
