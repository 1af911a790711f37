import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRows } from '../../../commands/replay/read-rows.ts';
import { InvalidInput } from '../../../shared/platform/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'colloquy-rows-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Reads to the end or to the error, and gives both. */
const read = async (xml: string): Promise<{ rows: Readonly<Record<string, string>>[]; error?: unknown }> => {
  const file = join(folder, 'Posts.xml');
  writeFileSync(file, xml);
  const rows: Readonly<Record<string, string>>[] = [];
  try {
    for await (const row of readRows(file, 'Posts.xml')) rows.push(row.attributes);
    return { rows };
  } catch (error) {
    return { rows, error };
  }
};

describe('readRows', () => {
  it('reads rows with their entities, behind a byte-order mark and a DOCTYPE', async () => {
    const { rows, error } = await read(
      '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE posts SYSTEM "posts.dtd">\n<posts>\n<row Id="1" Body="&lt;p&gt;a &amp; b&#xA;&lt;/p&gt;" />\n<row Id="2" /></posts>',
    );
    expect(error).toBeUndefined();
    expect(rows).toEqual([{ Id: '1', Body: '<p>a & b\n</p>' }, { Id: '2' }]);
  });

  it.each([
    [
      'an external entity',
      '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p><row Id="1"/><row Body="&x;"/></p>',
    ],
    [
      'an entity that would grow',
      '<!DOCTYPE p [<!ENTITY x "aaaa">]><p><row Id="1"/><row Body="&x;&x;"/></p>',
    ],
    ['a file cut off inside a row', '<p><row Id="1"/><row Id="2" Bo'],
    ['a file cut off between rows', '<p><row Id="1"/>'],
    ['a tag that closes another', '<p><row Id="1"></p>'],
    ['what is no XML at all', '<p><row Id="1"/> < > & </p>'],
  ])('ends %s with the position, after the rows before it', async (_, xml) => {
    const { rows, error } = await read(xml);
    expect(rows[0]).toEqual({ Id: '1' });
    expect(JSON.stringify(rows)).not.toMatch(/root:|aaaa/);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(String(error)).toMatch(/Posts\.xml: line 1, column \d+: /);
  });

  it('refuses a row without end', async () => {
    const { rows, error } = await read(`<p><row Id="1"/><row Body="${'x'.repeat(3_000_000)}"/></p>`);
    expect(rows).toEqual([{ Id: '1' }]);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(String(error)).toContain('longer than 2000000');
  });
});
