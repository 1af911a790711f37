import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundle, bundleOptions } from '../infra/bundle.ts';
import { functions } from '../infra/functions.ts';
import { type Figure, figure, median } from './figure.ts';

const RUNS = 7;

/** What any function that reads a table must carry, bundled as the functions are. */
const BARE_CLIENT = `
  import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({});
  export const handler = () => [client, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand];
`;

/** Settings under which every function can be imported; nothing is called, so nothing need answer. */
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  COMMUNITY_TABLE: 'community',
  ENGAGEMENT_TABLE: 'engagement',
  CREDENTIALS_TABLE: 'credentials',
  EVENT_BUS: 'bus',
  PUBLIC_URL: 'http://127.0.0.1:1',
  SIGNING_KEY: 'arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-4333-8444-555555555555',
  SIGNING_KEY_RS256: 'arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-4333-8444-666666666666',
  SIGNING_KEY_ES256: 'arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-4333-8444-777777777777',
  DIGEST_QUEUE_URL: 'http://127.0.0.1:1/queue',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:1/queue',
  MAIL_FROM: 'digest@example.org',
  MAIL_CONFIGURATION_SET: 'mail',
  MAIL_SENDERS: '11',
  MAIL_TRACK_OPENS: 'false',
  REPLY_DOMAIN: 'reply.example.org',
  INBOX_BUCKET: 'inbox',
  NOTIFY_QUEUE_URL: 'http://127.0.0.1:1/queue',
  OWN_QUEUE_URL: 'http://127.0.0.1:1/queue',
  OIDC_ISSUER: 'http://127.0.0.1:1/oidc',
  OIDC_CLIENT_ID: 'client',
  MAX_RECEIVES: '5',
};

const kilobytes = (file: string): number => gzipSync(readFileSync(file)).length / 1000;

/** Milliseconds a fresh process takes to import a module. */
const importOnce = async (file: string): Promise<number> => {
  const program = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit(0)`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: environment,
  });
  return Number(stdout.trim().split('\n').at(-1));
};

/**
 * For each function `bundle:<function>` (gzipped KB) and `import:<function>` (ms, the middle of several fresh
 * processes), against a bundle of the bare DynamoDB client in the same run.
 */
export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-bundles-'));
  try {
    const names = Object.keys(functions);
    const { folders } = await bundle(
      Object.fromEntries(names.map((name) => [name, `functions/${name}/index.ts`])),
      folder,
    );
    const bare = join(folder, 'bare.mjs');
    await build({
      ...bundleOptions,
      stdin: { contents: BARE_CLIENT, resolveDir: process.cwd(), loader: 'ts' },
      outfile: bare,
    });
    const files = new Map([
      ['bare', bare],
      ...names.map((name) => [name, join(folders[name] ?? '', 'index.mjs')] as const),
    ]);
    const times = new Map([...files.keys()].map((name) => [name, [] as number[]]));
    // Each round imports every one once, so that the machine's moods meet all alike.
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, file] of files) times.get(name)?.push(await importOnce(file));
    }
    const time = (name: string) => median(times.get(name) ?? []);
    return names.flatMap((name) => [
      figure(
        `bundle:${name}`,
        kilobytes(files.get(name) ?? ''),
        'KB',
        'bare DynamoDB client',
        kilobytes(bare),
      ),
      figure(`import:${name}`, time(name), 'ms', 'bare DynamoDB client', time('bare')),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
