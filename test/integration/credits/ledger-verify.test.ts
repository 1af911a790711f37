import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeGrant } from '../../../shared/awards/make-grant.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { correctEntry } from '../../../shared/credits/correct-entry.ts';
import { entryAfter } from '../../../shared/credits/hash-entry.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { createLedgerStore, creditedMarker } from '../../../shared/credits/store.ts';
import { randomIds } from '../../../shared/platform/ids.ts';
import { count, ruleOf } from '../../support/awards.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'commands', 'ledger-verify.ts');

let tables: LocalTables;
let folder: string;
beforeEach(async () => {
  tables = await openLocalTables();
  folder = await mkdtemp(join(tmpdir(), 'colloquy-heads-'));
  const awards = createAwardsStore(tables.community, tables.credentials);
  for (const [organization, member, amounts] of [
    ['midland', 'ada', [1, 2, 3, 4]],
    ['midland', 'grace', [0.1]],
    ['other', 'emmy', [5]],
  ] as const) {
    for (const amount of amounts) {
      const rule = ruleOf(count('goal.met', 1), {
        rule: `rule-${amount}`,
        grants: { credit: { amount, unit: 'hours' } },
      });
      const met = { period: 'ever', evidence: [] };
      await awards.commit(
        makeGrant({ organization, member }, rule, met, new Date('2026-11-22T12:00:00Z'), randomIds),
      );
    }
  }
});
afterEach(async () => {
  await tables.close();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      CREDENTIALS_TABLE: 'credentials',
    };
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
const keyOf = (entry: number, member = 'ada') => ({
  pk: `ORG#midland#MEMBER#${member}`,
  sk: `LEDGER#${String(entry).padStart(9, '0')}`,
});
const TableName = 'credentials';
const set = (entry: number, field: string, value: unknown) =>
  tables.client.send(
    new UpdateCommand({
      TableName,
      Key: keyOf(entry),
      UpdateExpression: 'SET #field = :value',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
const drop = (Key: Record<string, string>) => tables.client.send(new DeleteCommand({ TableName, Key }));
const rewrite = (entry: LedgerEntry) =>
  tables.client.send(new PutCommand({ TableName, Item: { ...entry, ...keyOf(entry.entry) } }));
const ledgerOf = () => createLedgerStore(tables.credentials).entriesOf('midland', 'ada');

describe('ledger:verify', () => {
  it('says that nothing was found, of all organizations or of one, and shows how far it is', async () => {
    const all = await run();
    expect(all).toMatchObject({ code: 0, stdout: '3 ledgers with 6 entries: all as they were written.\n' });
    expect(all.stderr).toContain('3 of 3 ledgers');
    const { stdout } = await run('--organization', 'midland');
    expect(stdout).toBe('2 ledgers with 5 entries: all as they were written.\n');
  });

  it.each([
    ['an amount', 2, 'amount', 20, 'entry 2: was changed: it is not what its hash was made over'],
    ['a reason', 3, 'reason', 'Another', 'entry 3: was changed: it is not what its hash was made over'],
    ['the time', 1, 'at', '2025-01-01T00:00:00Z', 'entry 1: was changed'],
    ['a number', 2, 'entry', 7, 'entry 2: has the number 7'],
    ['the member', 2, 'member', 'grace', "entry 2: is of another member's ledger"],
    ['a field that is no entry’s', 4, 'bonus', 3, 'entry 4: has a field that no entry has: bonus'],
    ['a field of another kind', 4, 'amount', 'four', 'entry 4: cannot be read as an entry: amount'],
  ])('names the member and the entry where %s was changed by hand', async (_, entry, field, value, says) => {
    await set(entry, field, value);
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain(`organization midland, member ada, ${says}`);
    expect(stdout).not.toContain('grace,');
  });

  it('names each of several, and ends with 1 in JSON too', async () => {
    await set(1, 'amount', 100);
    await set(3, 'amount', 300);
    const { code, stdout } = await run('--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { member: string; entry: number }[] };
    expect(findings.map(({ member, entry }) => `${member} ${entry}`)).toEqual(['ada 1', 'ada 3']);
  });

  it('names the entry after one that was changed together with its hash, and the grant that tells otherwise', async () => {
    const [first, second] = await ledgerOf();
    if (!second) throw new Error('four entries');
    await rewrite(entryAfter(first, { ...second, amount: 50 }));
    const { stdout } = await run();
    expect(stdout).toContain('entry 2: is not the one that its grant or marker tells of');
    expect(stdout).toContain('entry 3: does not name the hash of the entry before it');
  });

  it('names what was cut off at the end, and a ledger that is gone, by the grants that tell of them', async () => {
    await drop(keyOf(4));
    await drop(keyOf(1, 'grace'));
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain('member ada, entry 4: is gone: its grant or marker tells that it was appended');
    expect(stdout).toContain('member grace, entry 1: is gone');
  });

  it('names an entry that was put in at the end, chained as it should be', async () => {
    const last = (await ledgerOf()).at(-1);
    if (!last) throw new Error('four entries');
    await rewrite(entryAfter(last, { ...last, amount: 100 }));
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain('member ada, entry 5: was put in: no grant and no marker tells of it');
  });

  it.each([
    ['amount', { amount: 40 }],
    ['number', { entry: 1 }],
    ['member', { member: 'grace' }],
  ])('names an entry whose event tells of another %s', async (_, told) => {
    const Key = keyOf(2);
    const { Item } = await tables.client.send(
      new GetCommand({ TableName: tables.credentials.name, Key, ConsistentRead: true }),
    );
    const event = z.looseObject({ data: z.looseObject({}) }).parse(Item?.['event']);
    const changed = { ...Item, event: { ...event, data: { ...event.data, ...told } } };
    await tables.client.send(new PutCommand({ TableName: tables.credentials.name, Item: changed }));
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain('member ada, entry 2: carries an event that tells of something else');
  });

  it('finds nothing wrong with a correction, of two entries appended together', async () => {
    const ledger = await ledgerOf();
    const at = new Date('2026-11-23T12:00:00Z');
    const correction = { entry: 2, reason: 'Wrong', instead: 1.5, by: 'petra', at };
    const decision = correctEntry(ledger, correction, undefined);
    if (decision.outcome === 'refused') throw new Error(decision.because);
    const marker = creditedMarker('midland', 'ada', 'correction', '2');
    await createLedgerStore(tables.credentials).append({ entries: decision.entries, marker });
    expect(await run()).toMatchObject({
      code: 0,
      stdout: '3 ledgers with 8 entries: all as they were written.\n',
    });
  });

  it('names a ledger that was written anew as a whole, by the heads of an earlier run', async () => {
    const heads = join(folder, 'heads.json');
    await writeFile(heads, (await run('--json')).stdout);
    expect((await run('--against', heads)).code).toBe(0);
    await drop(keyOf(4));
    await drop({ pk: 'ORG#midland#MEMBER#ada', sk: 'GRANT#rule-4#ever' });
    expect((await run()).code).toBe(0);
    const { code, stdout } = await run('--against', heads);
    expect(code).toBe(1);
    expect(stdout).toContain('member ada, entry 4: is gone: the earlier audit tells that it was appended');
  });

  it.each([
    ['a file that is not there', ['--against', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['a wrong flag', ['--organisation', 'midland'], /Unknown option '--organisation'[\s\S]*ledger:verify/],
    ['an address elsewhere', ['--url', 'https://example.org'], /is no address of a local system/],
  ])('says what to do about %s', async (_, args, expected) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(expected);
  });
});
