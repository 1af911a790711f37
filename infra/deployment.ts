import { addressOf } from '../shared/mail/address.ts';
import type { Stage } from './stage.ts';

/** What is known about the machine that deploys. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether there are AWS settings in the person's home (`~/.aws/config` or `~/.aws/credentials`). */
  readonly hasProfiles: boolean;
}

/** Variables of which any one means that the AWS SDK will find credentials (AWS SDKs guide, credential providers). */
const credentialVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/** True for the addresses that a stage file is delivered with; nobody can own one (RFC 2606 §2). */
const isExample = (host: string): boolean => /(^|\.)example(\.(com|net|org))?$/.test(host);

/** The fields of a stage that still hold an example's address. */
const exampleFields = (stage: Stage): string[] => {
  const hosts = {
    mailFrom: addressOf(stage.mailFrom).split('@')[1],
    domainName: stage.domainName,
    publicUrl: stage.publicUrl === undefined ? undefined : new URL(stage.publicUrl).hostname,
    alarmEmail: stage.alarmEmail?.split('@')[1],
  };
  return Object.entries(hosts).flatMap(([field, host]) =>
    host !== undefined && isExample(host) ? [field] : [],
  );
};

/** What stands in the way of a deployment, each as a sentence that says what to do; empty where nothing does. */
export const obstacles = (stage: Stage, { environment, hasProfiles }: Machine): string[] => {
  const has = (name: string) => (environment[name] ?? '') !== '';
  const examples = exampleFields(stage);
  return [
    ...(examples.length > 0
      ? [
          `infra/stages/${stage.name}.json still holds an example's address in ${examples.join(', ')}: put your own there, or copy the file to a stage of your own.`,
        ]
      : []),
    ...(hasProfiles || credentialVariables.some(has)
      ? []
      : [
          'There are no AWS credentials: run "aws configure sso" (or "aws configure"), or set AWS_PROFILE, and try again.',
        ]),
    ...(hasProfiles || stage.region !== undefined || has('AWS_REGION') || has('AWS_DEFAULT_REGION')
      ? []
      : [
          `No region is chosen: set AWS_REGION, or name account and region in infra/stages/${stage.name}.json.`,
        ]),
  ];
};

/** What a deployment will do, in plain words, a line each. */
export const planOf = (stage: Stage): string[] => {
  const where =
    stage.account === undefined
      ? 'the account and region of your AWS credentials'
      : `account ${stage.account}, region ${stage.region ?? ''}`;
  return [
    `The stack Colloquy-${stage.name} is made or brought up to date in ${where}.`,
    `People reach it at ${stage.publicUrl ?? "the HTTP API's own address, which is shown at the end"}.`,
    `Digests come from ${stage.mailFrom}; SES sends none before its domain is verified.`,
    stage.alarmEmail === undefined
      ? 'Alarms are mailed to nobody: the stage has no alarmEmail.'
      : `Alarms are mailed to ${stage.alarmEmail}, once the link in the first mail there was followed.`,
    'Tables, keys and the user pool are never deleted by a deployment, nor with the stack.',
  ];
};
