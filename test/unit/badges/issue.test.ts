import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../shared/badges/canonical/canonical-template.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import type { Signer } from '../../../shared/platform/signer.ts';
import { awardOf, openSigner, PUBLIC_URL, resolverOf, tenComments } from '../../support/badges.ts';

const now = new Date('2026-11-22T08:00:00Z');

/** A compiler that keeps count of what it compiled and what was written by templates. */
const counting = (change: (form: Uint8Array) => Uint8Array = (form) => form) => {
  const counts = { compiled: 0, filled: 0 };
  const compile: typeof compileTemplate = async (example, slots, loader) => {
    counts.compiled += 1;
    const template = await compileTemplate(example, slots, loader);
    return (
      template && {
        fill: async (values) => {
          counts.filled += 1;
          const form = await template.fill(values);
          return form === undefined ? undefined : change(form);
        },
      }
    );
  };
  return { compile, counts };
};

const verifies = async (signer: Signer, json: string) =>
  (await verifyCredential(JSON.parse(json), { resolveDid: await resolverOf(signer), now })).verified;

const to = (i: number) =>
  awardOf({ recipient: { member: `m${i}`, email: `m${i}@example.org` }, salt: `salt${i}` });

describe('an issuer', () => {
  it('refuses by its field what asks for a context that is not known, and fetches nothing', async () => {
    const endorsement = {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elsewhere.example/context.json'],
      id: 'urn:uuid:7a2a3f0e-5a39-4b5e-9ba8-7c8b4a1d3c11',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: 'did:web:elsewhere.example',
      credentialSubject: { id: 'https://elsewhere.example/1' },
    };
    const asking = awardOf({
      achievement: { ...tenComments, endorsements: [JSON.stringify(endorsement)] },
    });
    const refusal = {
      kind: 'InvalidInput',
      field: '@context',
      message: expect.stringContaining('https://elsewhere.example/context.json') as unknown,
    };
    const signer = openSigner();
    const never = () => Promise.resolve(undefined);
    await expect(createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(asking)).rejects.toMatchObject(
      refusal,
    );
    await expect(
      createIssuer({ signer, publicUrl: PUBLIC_URL, compile: never }).issue(asking),
    ).rejects.toMatchObject(refusal);
  });

  it('compiles a shape once, and issues every recipient their own', async () => {
    const signer = openSigner();
    const { compile, counts } = counting();
    const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL, compile });
    const issued = await Promise.all([0, 1, 2, 3].map((i) => issuer.issue(to(i))));
    // The credential's shape and the proof's.
    expect(counts.compiled).toBe(2);
    expect(new Set(issued).size).toBe(4);
    for (const json of issued) expect(await verifies(signer, json)).toBe(true);
    await issuer.issue(awardOf({ achievement: { ...tenComments, name: 'Eleven comments' } }));
    expect(counts.compiled).toBe(3);
  });

  it('goes the library’s way where a template writes something else', async () => {
    const signer = openSigner();
    const { compile, counts } = counting((form) =>
      Buffer.from(Buffer.from(form).toString('utf8').replace('Ten comments', 'Two comments')),
    );
    const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL, compile });
    expect(await verifies(signer, await issuer.issue(to(1)))).toBe(true);
    const after = counts.filled;
    expect(await verifies(signer, await issuer.issue(to(2)))).toBe(true);
    expect(counts.filled - after).toBeLessThanOrEqual(1);
  });

  it('goes the library’s way where no template is safe', async () => {
    const signer = openSigner();
    const issuer = createIssuer({ signer, publicUrl: PUBLIC_URL, compile: () => Promise.resolve(undefined) });
    expect(await verifies(signer, await issuer.issue(to(1)))).toBe(true);
  });

  it('compiles again after a failure', async () => {
    const signer = openSigner();
    let failures = 1;
    const issuer = createIssuer({
      signer,
      publicUrl: PUBLIC_URL,
      compile: (...given) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('no memory')) : compileTemplate(...given);
      },
    });
    await expect(issuer.issue(to(1))).rejects.toThrow('no memory');
    expect(await verifies(signer, await issuer.issue(to(1)))).toBe(true);
  });

  it('gives away no credential where the signatures do not hold', async () => {
    const signer = openSigner();
    const unsound: Signer = {
      ...signer,
      sign: async (data) => {
        const signature = Buffer.from(await signer.sign(data));
        signature.writeUInt8(signature.readUInt8(5) ^ 1, 5);
        return signature;
      },
    };
    await expect(createIssuer({ signer: unsound, publicUrl: PUBLIC_URL }).issue(to(1))).rejects.toMatchObject(
      {
        kind: 'Defect',
        message: expect.stringContaining('does not verify') as string,
      },
    );
  });
});

describe('what a credential says', () => {
  it('names no e-mail address and no member', async () => {
    const json = await createIssuer({ signer: openSigner(), publicUrl: PUBLIC_URL }).issue(awardOf());
    expect(json.toLowerCase()).not.toContain('example.org');
    expect(json).not.toMatch(/\bada\b/i);
  });
});
