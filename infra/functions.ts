import type { settings } from '../shared/platform/config.ts';

/** The name of a setting that a function reads from its environment. */
export type Setting = keyof typeof settings;

/** How a function runs. */
export interface FunctionSettings {
  /** What it does, for whoever meets it in the console. */
  readonly purpose: string;
  /** MB of memory; CPU comes with it, a whole core at 1,769. */
  readonly memory: number;
  /** Seconds until Lambda ends an invocation. */
  readonly timeout: number;
  /** The settings it reads; it is given exactly these. */
  readonly environment: readonly Setting[];
}

/**
 * Every function, by the name of its folder in `functions/`.
 *
 * Memory is chosen by what a function waits for. Those that wait for DynamoDB most of their time have 512 MB: less
 * makes the cold start (parsing the bundle) slower and costs the same. Those that compute (signing, drawing, pages)
 * have a whole core, which halves their time for about the same price. No function reserves concurrency: a new
 * account may not have enough to reserve from, and the queues and SES are protected by the mappings' own
 * concurrency instead.
 */
export const functions = {
  'publish-events': {
    purpose: 'Publishes the events that ride on changed items',
    memory: 512,
    timeout: 60,
    environment: ['EVENT_BUS'],
  },
  'record-engagement': {
    purpose: 'Adds what members did to their records of the day',
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'ENGAGEMENT_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'record-feed': {
    purpose: 'Keeps every post and piece of news in the feed once',
    memory: 512,
    timeout: 30,
    environment: ['COMMUNITY_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  award: {
    purpose: 'Grants what changed records have earned',
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'ENGAGEMENT_TABLE', 'CREDENTIALS_TABLE'],
  },
  'award-batch': {
    purpose: 'Grants what staff award by hand, a hundred lines at a time',
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'CREDENTIALS_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'issue-credential': {
    purpose: 'Issues and signs a credential for every badge granted',
    // Canonicalises, hashes and verifies; nothing else here computes as much.
    memory: 1769,
    timeout: 60,
    environment: [
      'COMMUNITY_TABLE',
      'CREDENTIALS_TABLE',
      'SIGNING_KEY',
      'PUBLIC_URL',
      'DEAD_LETTER_QUEUE_URL',
      'MAX_RECEIVES',
    ],
  },
  'publish-status-lists': {
    purpose: 'Publishes which credentials are revoked or suspended',
    // Signs and verifies.
    memory: 1769,
    timeout: 60,
    environment: ['CREDENTIALS_TABLE', 'SIGNING_KEY', 'PUBLIC_URL', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'refresh-status-lists': {
    purpose: 'Publishes status lists again before they run out',
    // Signs and verifies.
    memory: 1769,
    timeout: 600,
    environment: ['CREDENTIALS_TABLE', 'SIGNING_KEY', 'PUBLIC_URL'],
  },
  'reissue-credentials': {
    purpose: "Grants a member's badges again when their address changes",
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'CREDENTIALS_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'credit-meeting': {
    purpose: 'Credits whoever attended a meeting, where a program of their organization does',
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'CREDENTIALS_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'record-mail-feedback': {
    purpose: 'Records what became of mail, and whose address gets none any more',
    memory: 512,
    timeout: 60,
    environment: ['COMMUNITY_TABLE', 'DEAD_LETTER_QUEUE_URL', 'MAX_RECEIVES'],
  },
  'plan-digests': {
    purpose: 'Finds whose digest is due',
    memory: 512,
    // Shorter than the quarter of an hour between two runs, so that runs never overlap.
    timeout: 600,
    environment: ['COMMUNITY_TABLE', 'DIGEST_QUEUE_URL', 'NOTIFY_QUEUE_URL'],
  },
  notify: {
    purpose: 'Tells members at once what they want to hear of, or when their quiet hours are over',
    memory: 1024,
    timeout: 60,
    environment: [
      'COMMUNITY_TABLE',
      'PUBLIC_URL',
      'MAIL_FROM',
      'MAIL_CONFIGURATION_SET',
      'MAIL_SENDERS',
      'REPLY_DOMAIN',
      'OWN_QUEUE_URL',
      'DEAD_LETTER_QUEUE_URL',
      'MAX_RECEIVES',
    ],
  },
  'send-digest': {
    purpose: 'Builds and mails one digest per member',
    memory: 1024,
    timeout: 60,
    environment: [
      'COMMUNITY_TABLE',
      'CREDENTIALS_TABLE',
      'PUBLIC_URL',
      'MAIL_FROM',
      'REPLY_DOMAIN',
      'MAIL_CONFIGURATION_SET',
      'MAIL_SENDERS',
      'DEAD_LETTER_QUEUE_URL',
      'MAX_RECEIVES',
    ],
  },
  'resend-digest': {
    purpose: 'Sends a digest that staff ask for, again or as a test',
    memory: 1024,
    timeout: 60,
    environment: [
      'COMMUNITY_TABLE',
      'CREDENTIALS_TABLE',
      'PUBLIC_URL',
      'MAIL_FROM',
      'REPLY_DOMAIN',
      'MAIL_CONFIGURATION_SET',
      'MAIL_SENDERS',
      'DEAD_LETTER_QUEUE_URL',
      'MAX_RECEIVES',
    ],
  },
  'receive-mail': {
    purpose: 'Makes posts of answers by mail',
    // Reads mails of up to 8 MB, of which several copies are held while one is taken apart.
    memory: 512,
    timeout: 60,
    environment: [
      'COMMUNITY_TABLE',
      'INBOX_BUCKET',
      'REPLY_DOMAIN',
      'PUBLIC_URL',
      'MAIL_FROM',
      'MAIL_CONFIGURATION_SET',
      'MAIL_SENDERS',
      'DEAD_LETTER_QUEUE_URL',
      'MAX_RECEIVES',
    ],
  },
  web: {
    purpose: 'Serves the pages',
    // A person waits: a whole core makes the cold start and the page as short as they get.
    memory: 1769,
    // HTTP API gives up after 30 seconds.
    timeout: 29,
    environment: [
      'COMMUNITY_TABLE',
      'ENGAGEMENT_TABLE',
      'CREDENTIALS_TABLE',
      'PUBLIC_URL',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'MAIL_TRACK_OPENS',
      'MAIL_CONFIGURATION_SET',
    ],
  },
  credentials: {
    purpose: 'Serves public credentials and issuers, to people and machines',
    memory: 1769,
    timeout: 29,
    environment: [
      'CREDENTIALS_TABLE',
      'COMMUNITY_TABLE',
      'SIGNING_KEY',
      'SIGNING_KEY_RS256',
      'SIGNING_KEY_ES256',
      'PUBLIC_URL',
    ],
  },
  'open-badges-api': {
    purpose: 'Serves the Open Badges API and its authorization to other programs',
    // Verifies what others issued before it is kept.
    memory: 1769,
    timeout: 29,
    environment: ['COMMUNITY_TABLE', 'CREDENTIALS_TABLE', 'PUBLIC_URL'],
  },
} as const satisfies Record<string, FunctionSettings>;

/** The name of a function. */
export type FunctionName = keyof typeof functions;

/** Every function's name. */
export const functionNames = Object.keys(functions) as FunctionName[];

/** Something for each function, by its name. */
export const forEachFunction = <Value>(make: (name: FunctionName) => Value): Record<FunctionName, Value> =>
  Object.fromEntries(functionNames.map((name) => [name, make(name)])) as Record<FunctionName, Value>;
