import { alterationsOf } from './alterations.ts';
import {
  type Verdict,
  verifyWithDigitalBazaar,
  verifyWithJose,
  verifyWithVerifierCore,
} from './ob3-verifiers.ts';
import type { Finding, Report } from './report.ts';
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

const isRefused = async (verdict: Promise<Verdict>): Promise<Finding> =>
  (await verdict).length > 0 ? undefined : 'it was accepted';

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
        for (const [verifier, verify] of verifiers) {
          await report.check(`3.0 ${verifier}: ${path}`, () => isRefused(verify(document)));
        }
      }
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
