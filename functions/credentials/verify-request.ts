import type { Context } from 'hono';
import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Input } from '../../shared/verification/verify.ts';

/** What somebody asked, and what they typed, to be shown to them again. */
export interface Asked {
  readonly input: Input;
  readonly typed: { readonly credential: string; readonly email: string };
}

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const JSON_BODY = /^application\/(?:[\w.-]+\+)?json\b/i;

const text = z.string().default('');

/** The form's fields; a file that nobody chose arrives as an empty one. */
const Form = z.object({
  credential: text,
  email: text,
  file: z.union([z.instanceof(File), z.literal('').transform(() => undefined)]).optional(),
});

/** A JSON body that says more than the credential itself. */
const Envelope = z.strictObject({
  url: z.string().max(2000).optional(),
  credential: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  email: z.string().max(320).optional(),
});

/** True for a request that a browser's form sends. */
export const isForm = (c: Context): boolean => FORM.test(c.req.header('content-type') ?? '');

const readForm = async (c: Context): Promise<Asked> => {
  const body = await c.req.parseBody().catch((cause: unknown) => {
    throw new InvalidInput(
      'the form arrived broken or incomplete; open its page again and send it once more',
      { cause },
    );
  });
  const form = Form.safeParse(body);
  if (!form.success)
    throw new InvalidInput('the form is not the one of this page; open the page and send it once more');
  const { credential, email, file } = form.data;
  const typed = { credential, email };
  if (file === undefined || file.size === 0) return { input: { text: credential, email }, typed };
  return { input: { bytes: await file.bytes(), email }, typed };
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** What an envelope asks for; a body that is none is the credential itself. */
const fromJson = (body: string): Input => {
  const envelope = Envelope.safeParse(parseJson(body)).data;
  if (!envelope) return { text: body };
  const { url, credential = '', email } = envelope;
  const whose = email === undefined ? {} : { email };
  if (url !== undefined) return { url, ...whose };
  return { text: typeof credential === 'string' ? credential : JSON.stringify(credential), ...whose };
};

/**
 * Reads what is to be verified: a form, an envelope in JSON (`url` or `credential`, and `email`), or the credential
 * itself, in any form, as the body.
 *
 * @throws {InvalidInput} where a form is broken.
 */
export const readAsked = async (c: Context): Promise<Asked> => {
  if (isForm(c)) return readForm(c);
  const typed = { credential: '', email: '' };
  if (JSON_BODY.test(c.req.header('content-type') ?? ''))
    return { input: fromJson(await c.req.text()), typed };
  return { input: { bytes: new Uint8Array(await c.req.arrayBuffer()) }, typed };
};
