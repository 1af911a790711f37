import * as z from 'zod';
import { alterationsOf } from './alterations.ts';
import { differences, expectedAssertion, expectedClaims, expectedCredential } from './expected.ts';
import {
  readBit,
  type Verdict,
  verifyPlain,
  verifyWithDigitalBazaar,
  verifyWithJose,
  verifyWithVerifierCore,
} from './ob3-verifiers.ts';
import type { Finding, Report } from './report.ts';
import { unbake } from './unbake.ts';
import type { World } from './world.ts';

/** How every verifier of Data Integrity is asked. */
const verifiers = [
  ['@digitalbazaar/vc', verifyWithDigitalBazaar],
  ['@digitalcredentials/verifier-core', verifyWithVerifierCore],
] as const;

/** The check that must fail, and no other; `holds` where none may. */
type ExpectedCheck = 'holds' | RegExp;

const judge = (failed: Verdict, expected: ExpectedCheck): Finding => {
  if (expected === 'holds') return failed.length === 0 ? undefined : `it was refused: ${failed.join(', ')}`;
  if (failed.length === 0) return 'it was accepted';
  return failed.every((check) => expected.test(check))
    ? undefined
    : `it was refused for another reason: ${failed.join(', ')}`;
};

const SIGNATURE = 'Invalid signature\\.|invalid_signature';
/** What cannot be expanded in safe mode has no canonical form, and so nothing that a proof could be of. */
const FORM = 'Safe mode validation error|jsonld\\.|Dereferencing|"credentialStatus" must|must include `Verif';

/** By what an altered document is to be refused: its proof, unless what was altered is what a proof is made with. */
const reasonFor = (path: string): RegExp => {
  if (path.startsWith('proof.')) return /roof|signature|publicKeyMultibase/;
  if (path.startsWith('@context.0')) return /first in the list of contexts|no_vc_context/;
  if (path.includes('@context')) return new RegExp(`^(${SIGNATURE}|${FORM})`);
  if (/^(issuer\.)?id left out$/.test(path))
    return new RegExp(`^(${SIGNATURE}|"issuer" id|invalid_credential_id)`);
  if (/(^|\.)(type|cryptosuite|proofPurpose)(\.\d+)? /.test(path))
    return new RegExp(`^("type" |${SIGNATURE}|${FORM})`);
  return new RegExp(`^(${SIGNATURE})$`);
};

const without = (document: object, ...members: readonly string[]): object =>
  Object.fromEntries(Object.entries(document).filter(([member]) => !members.includes(member)));

const Placed = z.object({
  credentialStatus: z.object({
    statusListCredential: z.string(),
    statusListIndex: z.string().transform(Number),
  }),
});

const Endorsed = z.object({
  credentialSubject: z.object({
    achievement: z.object({ endorsement: z.array(z.unknown()).min(1) }),
  }),
});

/** Everything that is asked of other people's verifiers about Open Badges 3.0. */
export const createOb3Cases = ({
  world,
  report,
  schemaErrors,
}: {
  readonly world: World;
  readonly report: Report;
  /** What a document breaks of the published schema. */
  readonly schemaErrors: (document: unknown) => Finding;
}) => {
  const documentOf = async (credential: string): Promise<unknown> =>
    (await world.get(`/credentials/${credential}.json`)).json();
  const jwtOf = async (credential: string, algorithm: 'RS256' | 'ES256'): Promise<string> =>
    (await world.get(`/credentials/${credential}.${algorithm.toLowerCase()}.jwt`)).text();

  return {
    documentOf,
    jwtOf,
    /** Each verifier, on the document as the system serves it now. */
    every: async (name: string, credential: string, expected: ExpectedCheck): Promise<void> => {
      for (const [verifier, verify] of verifiers) {
        await report.check(`3.0 ${verifier}: ${name}`, async () =>
          judge(await verify(await documentOf(credential)), expected),
        );
      }
    },
    schema: (name: string, credential: string): Promise<void> =>
      report.check(`3.0 JSON schema: ${name}`, async () => schemaErrors(await documentOf(credential))),
    /** That the schema says no to what is not valid. */
    schemaRefuses: (name: string, document: unknown): Promise<void> =>
      report.check(`3.0 JSON schema: ${name}`, () =>
        Promise.resolve(schemaErrors(document) === undefined ? 'it was accepted' : undefined),
      ),
    /** Every field changed, and every field left out: each must be noticed by each verifier. */
    altered: async (credential: string): Promise<void> => {
      for (const { path, document } of alterationsOf(await documentOf(credential))) {
        // A document within another has the other's contexts in any case: without its own it says the same.
        if (/endorsement\.\d+\.@context/.test(path)) continue;
        for (const [verifier, verify] of verifiers) {
          await report.check(`3.0 ${verifier}: ${path}`, async () =>
            judge(await verify(document), reasonFor(path)),
          );
        }
      }
    },
    /** That the endorsement embedded in the achievement verifies by itself, and no longer once it says another thing. */
    endorsement: (name: string, credential: string): Promise<void> =>
      report.check(`3.0 @digitalbazaar/vc: the embedded endorsement of ${name}`, async () => {
        const [one] = Endorsed.parse(await documentOf(credential)).credentialSubject.achievement.endorsement;
        const altered = await verifyPlain({ ...Object(one), name: 'Endorsed by nobody' });
        return altered.length === 0 ? 'altered, it was accepted' : judge(await verifyPlain(one), 'holds');
      }),
    /** Both bits of a credential, in the lists as they are served now. */
    bits: async (
      name: string,
      credential: string,
      expected: { readonly suspension: boolean; readonly revocation: boolean },
    ): Promise<void> => {
      for (const purpose of ['suspension', 'revocation'] as const) {
        await report.check(`3.0 ${purpose} list: ${name}`, async () => {
          const { credentialStatus: place } = Placed.parse(await documentOf(credential));
          const address = place.statusListCredential.replace(/suspension$/, purpose);
          return differences(await readBit(address, place.statusListIndex), {
            purpose,
            isSet: expected[purpose],
          });
        });
      }
    },
    /** What is baked into both pictures, taken out by Python alone: the very document, which then verifies. */
    baked: async (name: string, credential: string): Promise<void> => {
      for (const picture of ['badge.png', 'badge.svg']) {
        await report.check(`3.0 baked into ${picture.slice(-3).toUpperCase()}: ${name}`, async () => {
          const response = await world.get(`/credentials/${credential}/${picture}`);
          const text = unbake(Buffer.from(await response.arrayBuffer()));
          const served = await (await world.get(`/credentials/${credential}.json`)).text();
          if (text !== served) return 'what is baked is not the document that is served';
          return judge(await verifyWithDigitalBazaar(JSON.parse(text)), 'holds');
        });
      }
    },
    /** Every form, held against what it must say to the last field. */
    says: async (name: string, credential: string, endorsement: string): Promise<void> => {
      const served = z.looseObject({ proof: z.unknown() }).parse(await documentOf(credential));
      const unsigned = without(served, 'proof');
      const expected = () => expectedCredential(world.url(), credential, served, JSON.parse(endorsement));
      await report.check(`3.0 document: ${name}, field by field`, () =>
        Promise.resolve().then(() => differences(unsigned, expected())),
      );
      for (const algorithm of ['RS256', 'ES256'] as const) {
        await report.check(`3.0 jose ${algorithm}: ${name}, claim by claim`, async () =>
          differences(
            await verifyWithJose(await jwtOf(credential, algorithm), algorithm),
            expectedClaims(expected()),
          ),
        );
      }
      await report.check(`2.0 hosted: ${name}, field by field`, async () => {
        const answer = await world.get(`/credentials/${credential}/ob2.json`);
        const found = z
          .looseObject({ badge: z.string(), evidence: z.array(z.unknown()).min(1) })
          .parse(await answer.json());
        return differences(without(found, 'badge', 'evidence'), expectedAssertion(expected()));
      });
    },
    /** A VC-JWT; `expected` is `holds`, or the code of jose's refusal. */
    jwt: (name: string, algorithm: 'RS256' | 'ES256', jwt: string, expected: string): Promise<void> =>
      report.check(`3.0 jose ${algorithm}: ${name}`, async () => {
        const found = await verifyWithJose(jwt, algorithm).then(
          () => 'holds',
          (thrown: unknown) =>
            thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown),
        );
        return found === expected ? undefined : `${found}, where ${expected} was expected`;
      }),
  };
};
/** @see createOb3Cases */
export type Ob3Cases = ReturnType<typeof createOb3Cases>;
