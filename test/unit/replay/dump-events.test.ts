import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDump } from '../../../commands/replay/dump-events.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';

const base = mkdtempSync(join(tmpdir(), 'colloquy-dump-'));
afterAll(() => {
  rmSync(base, { recursive: true });
});

const date = 'CreationDate="2012-01-05T10:00:00.000"';

/** Writes a dump of the given rows; a file without rows is not written. */
const dumpOf = (rows: { Posts: string; Users?: string; Comments?: string }): string => {
  const folder = mkdtempSync(join(base, 'dump-'));
  for (const [name, text] of Object.entries(rows))
    writeFileSync(join(folder, `${name}.xml`), `<rows>\n${text}\n</rows>`);
  return folder;
};

const read = async (folder: string) => {
  const dump = await openDump(folder);
  const events: EventOf<'post.created'>[] = [];
  for await (const event of dump.events({ organization: 'o', community: 'c' })) events.push(event);
  return { dump, events };
};

describe('openDump', () => {
  it('takes everybody who wrote for a member where accounts are not named, each under one spelling', async () => {
    const { dump, events } = await read(
      dumpOf({
        Posts: `<row Id="1" PostTypeId="1" Title="A &amp; B" ${date} OwnerUserId="7" Body="&lt;p&gt;Hello&lt;/p&gt;" />
          <row Id="2" PostTypeId="2" ParentId="1" ${date} OwnerUserId="007" Body="Yes" />
          <row Id="3" PostTypeId="2" ParentId="1" ${date} OwnerUserId="-1" Body="Nobody" />
          <row Id="4" PostTypeId="5" ${date} OwnerUserId="9" Body="A wiki" />`,
        Comments: `<row Id="1" PostId="2" ${date} UserId="8" Text="Thanks" /><row Id="2" PostId="2" ${date} Text="Gone" />`,
      }),
    );
    expect([...dump.members.keys()]).toEqual(['7', '8']);
    expect(dump).toMatchObject({ topics: 1, skipped: 2 });
    expect(
      events.map(({ id, data }) => [id, data.kind, data.member, data.topic, data.title, data.excerpt]),
    ).toEqual([
      ['post-1', 'topic', '7', 'post-1', 'A & B', 'Hello'],
      ['post-2', 'reply', '7', 'post-1', 'A & B', 'Yes'],
      ['comment-1', 'comment', '8', 'post-1', 'A & B', 'Thanks'],
    ]);
  });

  it('counts only those with an account where accounts are named', async () => {
    const { dump, events } = await read(
      dumpOf({
        Users: `<row Id="7" DisplayName="Seven" ${date} /><row Id="-1" DisplayName="Community" ${date} />`,
        Posts: `<row Id="1" PostTypeId="1" Title="A" ${date} OwnerUserId="7" Body="x" /><row Id="2" PostTypeId="1" Title="B" ${date} OwnerUserId="8" Body="x" />`,
      }),
    );
    expect([...dump.members.values()].map(({ name }) => name)).toEqual(['Seven']);
    expect(events).toHaveLength(1);
    expect(dump).toMatchObject({ topics: 2, skipped: 1 });
  });

  it.each([
    [
      'CreationDate',
      `<row Id="1" PostTypeId="1" Title="A" CreationDate="2012-13-01T00:00:00.000" OwnerUserId="7" />`,
    ],
    ['OwnerUserId', `<row Id="1" PostTypeId="1" Title="A" ${date} OwnerUserId="seven" />`],
    ['Id', `<row PostTypeId="1" Title="A" ${date} OwnerUserId="7" />`],
  ])('names file, line and attribute of a wrong %s', async (attribute, row) => {
    await expect(read(dumpOf({ Posts: row }))).rejects.toThrow(
      new RegExp(`^Posts\\.xml: line 2: ${attribute}: `),
    );
  });

  it('names the folder where it holds no posts', async () => {
    await expect(openDump(base)).rejects.toThrow(/There is no Posts\.xml in /);
  });
});
