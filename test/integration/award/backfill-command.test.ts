import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { groupUpdates } from '../../../shared/engagement/group-updates.ts';
import { createEngagementStore } from '../../../shared/engagement/store.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
import { postOf } from '../../support/events.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'commands', 'awards-backfill.ts');

let tables: LocalTables;
let folder: string;
let rulesFile: string;
beforeAll(async () => {
  tables = await openLocalTables();
  folder = await mkdtemp(join(tmpdir(), 'colloquy-rules-'));
  rulesFile = join(folder, 'rules.json');
  const rules = [
    ruleOf(count('post.created/reply', 2), { rule: 'two-replies', grants: { badge } }),
    ruleOf(count('post.created/reply', 9), { rule: 'nine-replies' }),
  ];
  await writeFile(rulesFile, JSON.stringify({ organization: 'midland', rules }));
  const events = ['ada', 'grace', 'ada', 'emmy', 'grace'].map((member, i) =>
    postOf(`p${i}`, 'reply', { member }),
  );
  const communities = createCommunitiesStore(tables.community);
  for (const organization of ['midland', 'empty']) {
    await communities.putOrganization({ organization, name: 'An association', url: 'https://example.org' });
  }
  const engagement = createEngagementStore(tables.engagement);
  for (const { update } of groupUpdates(events)) await engagement.apply(update);
});
afterAll(async () => {
  await tables.close();
  await rm(folder, { recursive: true });
});

const flags = [
  '--community-table',
  'community',
  '--engagement-table',
  'engagement',
  '--credentials-table',
  'credentials',
];
const run = (args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, stdout, stderr });
    });
  });
const grantsOf = async (member: string) =>
  (await createAwardsStore(tables.community, tables.credentials).grantsOf('midland', member)).map(
    ({ rule }) => rule,
  );

describe('awards:backfill', () => {
  it('counts without granting, then grants by the rules of a file, once', async () => {
    const dry = await run(['--rules', rulesFile, ...flags, '--dry-run', '--json']);
    const due = { 'two-replies': { granted: 2, before: 0 }, 'nine-replies': { granted: 0, before: 0 } };
    expect(dry.stderr).toContain('3 of 3 members');
    expect(JSON.parse(dry.stdout)).toEqual({
      organization: 'midland',
      dryRun: true,
      members: 3,
      grants: due,
    });
    expect(await grantsOf('ada')).toEqual([]);

    const first = await run(['--organization', 'midland', '--rules', rulesFile, ...flags, '--json']);
    expect(JSON.parse(first.stdout)).toEqual({
      organization: 'midland',
      dryRun: false,
      members: 3,
      grants: due,
    });
    expect(await grantsOf('ada')).toEqual(['two-replies']);
    expect(await grantsOf('emmy')).toEqual([]);

    const second = await run(['--organization', 'midland', '--rule', 'two-replies', ...flags]);
    expect(second.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['rule', 'granted', 'before'],
      ['two-replies', '0', '2'],
      ['3 members have records.'],
      [''],
    ]);
  });

  it('asks a local system where its tables are and what time it is there', async () => {
    const asked: (string | undefined)[] = [];
    const system = createServer((request, response) => {
      asked.push(request.url);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          now: '2031-05-06T07:08:09.000Z',
          outputs: {
            CommunityTable: 'community',
            EngagementTable: 'engagement',
            CredentialsTable: 'credentials',
          },
          endpoints: { AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint },
        }),
      );
    });
    await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(system.address() as AddressInfo).port}`;
    const other = join(folder, 'other.json');
    await writeFile(other, JSON.stringify([ruleOf(count('post.created', 1), { rule: 'any-post' })]));
    const { code } = await run(['--organization', 'midland', '--rules', other, '--url', url, '--json']);
    await new Promise((resolve) => system.close(resolve));
    expect(code).toBe(0);
    expect(new Set(asked)).toEqual(new Set(['/_local/status']));
    const [grant] = await createAwardsStore(tables.community, tables.credentials).grantsOf('midland', 'emmy');
    expect(grant).toMatchObject({ rule: 'any-post', grantedAt: '2031-05-06T07:08:09.000Z' });
  });

  it.each([
    ['no organization', flags, /Name the organization: --organization[\s\S]*npm run awards:backfill/],
    ['no arguments at all', [], /Name the organization: --organization[\s\S]*npm run awards:backfill/],
    [
      'an organization that is not there',
      ['--organization', 'nope', ...flags],
      /^There is no organization "nope" in this system\. Check --organization, [^\n]*\n$/,
    ],
    [
      'an unknown rule',
      ['--organization', 'midland', '--rule', 'no-such', ...flags],
      /has no rule "no-such"/,
    ],
    [
      'no rules at all',
      ['--organization', 'empty', ...flags],
      /"empty" has no rules\. Give some with --rules FILE/,
    ],
    ['no place', ['--organization', 'midland'], /Say where to find the records: --url/],
    ['two kinds of rules', ['--rules', 'a', '--rule', 'b'], /not both/],
    [
      'a missing file',
      ['--organization', 'midland', '--rules', 'nowhere.json'],
      /nowhere\.json cannot be read/,
    ],
    [
      'an address elsewhere',
      ['--organization', 'midland', '--url', 'https://example.org'],
      /is no address of a local system/,
    ],
    [
      'an unknown flag',
      ['--organisation', 'midland'],
      /Unknown option '--organisation'[\s\S]*npm run awards:backfill/,
    ],
  ])('says what to do about %s', async (_, args, expected) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('explains itself when asked', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/--organization ORGANIZATION/);
  });

  it('puts no rule for an organization that is not there', async () => {
    const file = join(folder, 'for-anybody.json');
    await writeFile(file, JSON.stringify([ruleOf(count('goal.met', 1))]));
    expect(await run(['--organization', 'nope', '--rules', file, ...flags])).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await createAwardsStore(tables.community, tables.credentials).listRules('nope')).toEqual([]);
  });

  it('says which rules of a file replace others, and only those', async () => {
    const file = join(folder, 'changing.json');
    const put = async (atLeast: number) => {
      const rules = [
        ruleOf(count('video.shared', 7), { rule: 'as-it-was' }),
        ruleOf(count('goal.met', atLeast), { rule: 'changing' }),
      ];
      await writeFile(file, JSON.stringify(rules));
      return run(['--organization', 'midland', '--rules', file, ...flags, '--json']);
    };
    expect((await put(1)).stderr).not.toContain('replaces');
    expect((await put(1)).stderr).not.toContain('replaces');
    const { code, stdout, stderr } = await put(2);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ organization: 'midland' });
    expect(stderr.match(/^The rule .*$/gm)).toEqual([
      'The rule "changing" replaces the one that had this identifier; its grants stay.',
    ]);
  });

  it("refuses another organization's rule file, and names the line of a wrong one", async () => {
    const theirs = await run(['--organization', 'other', '--rules', rulesFile, ...flags]);
    expect(theirs.stderr).toBe('The rule file is for the organization "midland", not for "other".\n');
    const wrong = join(folder, 'wrong.json');
    await writeFile(wrong, '[\n  {\n    "rule": "a b"\n  }\n]\n');
    expect((await run(['--organization', 'midland', '--rules', wrong, ...flags])).stderr).toContain(
      'wrong.json: line 3: 0.rule: must be 1 to 64 letters',
    );
  });
});
