import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { addressOf } from '../shared/mail/address.ts';
import { InvalidInput } from '../shared/platform/errors.ts';
import { parse } from '../shared/platform/parse.ts';

/** How long logs can be kept, in days: the periods that CloudWatch Logs offers, from a week to two years. */
const logDays = [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

const hostName = z
  .string()
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'must be a host name in lower case, without https:// and without a path',
  );

/** `digest@example.org` or `Name <digest@example.org>`. */
const Sender = z.string().refine((sender) => {
  const address = /^(?:[^<>"\r\n]{1,100} )?<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
  return z.email().safeParse(address).success;
}, 'must be an address, or a name and an address: Colloquy <digest@example.org>');

/** The name of a stage's stack, which also names what its mail shares. */
export const stackName = (stage: string): string => `Colloquy-${stage}`;

/** The settings of a stage: what differs between one deployment and another, and nothing else. */
export const Stage = z
  .strictObject({
    /** Names the stack: `Colloquy-<name>`. */
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be 1 to 31 lower-case letters, digits and hyphens'),
    /** Whom digests come from; the domain of the address is the one SES is asked to verify. */
    mailFrom: Sender,
    /**
     * The domain whose mail becomes posts (answers to notifications), a part of the domain of `mailFrom`, whose MX record
     * names SES; where absent, mail cannot be answered.
     */
    replyDomain: hostName.optional(),
    /** First label of the sign-in pages' host; unique among all customers of Cognito in the region. */
    signInPrefix: z
      .string()
      .regex(
        /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        'must be 1 to 63 lower-case letters, digits and hyphens, without "aws", "amazon" and "cognito"',
      ),
    /** Address people use, without a trailing slash; where absent, the custom domain's or else the HTTP API's own. */
    publicUrl: z
      .url({ protocol: /^https$/, error: 'must be an https:// address' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** A custom domain for the HTTP API; needs `certificateArn`. */
    domainName: hostName.optional(),
    /** The ACM certificate of `domainName`, in the stack's own region. */
    certificateArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of an ACM certificate',
      )
      .optional(),
    /** Where alarms are mailed; without it they are seen in the console alone. */
    alarmEmail: z.email().optional(),
    /** Days that logs are kept. */
    logDays: z.literal([...logDays]).default(30),
    /** Days that the archive keeps events; 0 keeps them for ever, which rebuilding engagement counts on. */
    archiveDays: z.number().int().min(0).max(36_500).default(0),
    /** What the HTTP API lets through, over all callers together. */
    throttle: z
      .strictObject({
        /** Requests per second, sustained. */
        rate: z.number().int().positive().max(10_000),
        /** Requests at once. */
        burst: z.number().int().positive().max(5_000),
      })
      .default({ rate: 100, burst: 200 }),
    /**
     * Which set of signing keys signs; 1 is the first. One more makes new keys and retires those before, whose
     * signatures keep verifying. It only ever grows: see "Rotating the keys" in docs/operations.md.
     */
    signingGeneration: z.number().int().min(1).max(100).default(1),
    /**
     * How many `send-digest` run side by side; keep it near the mails per second that SES allows the account. A few other
     * functions mail, too: each of all of them takes an equal part of that rate (infra/senders.ts).
     */
    digestSenders: z.number().int().min(2).max(1000).default(5),
    /**
     * Whether mail holds a picture by which SES sees that it was opened. It tells when and where somebody reads, so that
     * it is off unless the organizations of the stage have agreed on it with their members.
     */
    trackOpens: z.boolean().default(false),
    /** The only account that may be deployed to; with `region`. Where absent, that of the credentials. */
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be the 12 digits of an account')
      .optional(),
    /** The only region that may be deployed to; with `account`. */
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region: eu-west-1')
      .optional(),
  })
  .refine((stage) => stage.domainName === undefined || stage.certificateArn !== undefined, {
    path: ['certificateArn'],
    error: 'is missing; a domainName needs the ARN of its ACM certificate',
  })
  .refine((stage) => stage.certificateArn === undefined || stage.domainName !== undefined, {
    path: ['domainName'],
    error: 'is missing; a certificateArn is of use for a domainName only',
  })
  .refine(({ replyDomain, mailFrom }) => replyDomain?.endsWith(`.${mailDomain({ mailFrom })}`) ?? true, {
    path: ['replyDomain'],
    error: 'must be a part of the domain of mailFrom, with an MX record of its own: reply.example.org',
  })
  .refine((stage) => (stage.account === undefined) === (stage.region === undefined), {
    path: ['account'],
    error: 'and region go together: give both or neither',
  })
  .transform((stage) => ({
    ...stage,
    publicUrl:
      stage.publicUrl ?? (stage.domainName === undefined ? undefined : `https://${stage.domainName}`),
  }));
/** @see Stage */
export type Stage = z.output<typeof Stage>;

/** The domain that a stage's mail is from: the one SES signs for. */
export const mailDomain = ({ mailFrom }: { readonly mailFrom: string }): string => {
  const address = addressOf(mailFrom);
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
};

/** Where mail that could not be delivered comes back to (the envelope's sender): a part of the mail's own domain. */
export const bounceDomain = (stage: { readonly mailFrom: string }): string => `bounce.${mailDomain(stage)}`;

const stagesFolder = new URL('./stages/', import.meta.url);

/** The stages that have a file, by name. */
const stageNames = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

/**
 * Reads a stage's file, `infra/stages/<name>.json`.
 *
 * @throws {InvalidInput} in one sentence: no such stage (with those that are), no JSON, a wrong field with the reason,
 *   or a file whose `name` is not its own.
 */
export const readStage = (name: string, folder: URL = stagesFolder): Stage => {
  const known = stageNames(folder);
  if (!known.includes(name)) {
    throw new InvalidInput(
      `There is no stage "${name}": write infra/stages/${name}.json, or use one of ${known.join(', ')}.`,
      { field: 'stage' },
    );
  }
  const file = `infra/stages/${name}.json`;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  } catch (cause) {
    throw new InvalidInput(`${file} is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
      cause,
    });
  }
  const stage = parse(Stage, json, file);
  if (stage.name !== name) {
    throw new InvalidInput(`${file}: name: must be "${name}", as the file is called`, { field: 'name' });
  }
  return stage;
};
