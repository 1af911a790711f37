import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, Report } from './report.ts';
import type { Answer, Job, ValidatorCore } from './validator-core.ts';
import { EMAIL, type World } from './world.ts';

/** The forms of an assertion: how each is got, and handed to the validator. */
const forms = [
  { form: 'hosted', path: 'ob2.json', as: 'address' },
  { form: 'signed', path: 'ob2.jws', as: 'text' },
  { form: 'baked into PNG, hosted', path: 'ob2/badge.png', as: 'file' },
  { form: 'baked into SVG, hosted', path: 'ob2/badge.svg', as: 'file' },
  { form: 'baked into PNG, signed', path: 'ob2/signed.png', as: 'file' },
  { form: 'baked into SVG, signed', path: 'ob2/signed.svg', as: 'file' },
] as const;

/** What the validator must say: that an assertion holds, or a message of its own by which it does not. */
type Expected = 'holds' | RegExp;

const judge = ({ valid, messages }: Answer, expected: Expected): Finding => {
  const said = messages.join('; ');
  if (expected === 'holds') return valid ? undefined : `it was refused: ${said}`;
  if (valid) return 'it was accepted';
  return expected.test(said) ? undefined : `it was refused for another reason: ${said}`;
};

/** Everything that is asked of 1EdTech's validator about Open Badges 2.0. */
export const createOb2Cases = ({
  world,
  validator,
  report,
  folder,
}: {
  readonly world: World;
  readonly validator: ValidatorCore;
  readonly report: Report;
  /** Where pictures are laid for the validator. */
  readonly folder: string;
}) => {
  const jobOf = async (credential: string, { path, as }: (typeof forms)[number]): Promise<Job> => {
    const now = new Date().toISOString();
    const address = `/credentials/${credential}/${path}`;
    if (as === 'address') return { input: world.url() + address, now };
    const response = await world.get(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    if (as === 'text') return { input: await response.text(), now };
    const file = join(folder, `${credential}-${path.replace('/', '-')}`);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    return { file, now };
  };

  const every = async (
    name: string,
    credential: string,
    expected: Expected,
    email: string = EMAIL,
  ): Promise<void> => {
    for (const form of forms) {
      await report.check(`2.0 ${form.form}: ${name}`, async () =>
        judge(await validator.validate({ ...(await jobOf(credential, form)), email }), expected),
      );
    }
  };

  return {
    /** Each form, with the recipient's own address unless another is given. */
    every,
    /** A text that somebody got hold of earlier: a signed assertion. */
    text: (name: string, input: string, expected: Expected): Promise<void> =>
      report.check(`2.0 signed: ${name}`, async () =>
        judge(await validator.validate({ input, email: EMAIL, now: new Date().toISOString() }), expected),
      ),
    /** What the address of a hosted assertion answers once it is taken back. */
    gone: (name: string, credential: string) =>
      report.check(`2.0 hosted: ${name}`, async () => {
        const response = await world.get(`/credentials/${credential}/ob2.json`);
        const body = await response.text();
        const isTold = body.includes('"revoked":true') && body.includes('"revocationReason":"');
        return response.status === 410 && isTold ? undefined : `${response.status}: ${body}`;
      }),
  };
};
/** @see createOb2Cases */
export type Ob2Cases = ReturnType<typeof createOb2Cases>;
