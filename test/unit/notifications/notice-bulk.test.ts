import { describe, expect, it } from 'vitest';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { noticeBulk } from '../../../shared/notifications/notice-bulk.ts';
import { sha256Hex } from '../../../shared/platform/ids.ts';
import { association } from '../../support/digest-content.ts';

const note: Note = {
  ...{ organization: 'maths', member: 'ana', id: 'n'.repeat(32), kind: 'notice', status: 'SENDING' },
  about: { of: 'notice', notice: 'n1', page: 'everybody' },
  ...{ since: '2026-11-20T10:00:00.000Z', at: '2026-11-20T10:00:00.000Z' },
};
const place = { publicUrl: 'https://colloquy.example.org', mailFrom: 'mail@colloquy.example.org' };
const readerWith = (unsubscribeToken: string) => ({
  ...{ note, name: 'Ana', email: 'ana@example.org', unsubscribeToken },
});

/** Addresses of elsewhere, in the template of a notice with this text. */
const elsewhereIn = (text: string): string[] => {
  const notice = { organization: 'maths', notice: 'n1', title: 'Closed', text, by: 'petra', at: note.at };
  const { template } = noticeBulk(
    { organization: association, language: 'en', facts: { belongs: true, notice: { ...notice } } },
    [readerWith('token-of-whoever-writes-it'), readerWith('token-of-somebody-else')],
    place,
  );
  return [template.html, template.text].flatMap((part) => part.match(/https:\/\/evil\.example\/\S*/gu) ?? []);
};

describe('a notice to many', () => {
  it.each([
    // What once stood in the body for the token and for the name.
    'TheTokenOfThisReader0',
    'TheToken\u200bOfThisReader0',
    '\u{F0000}\u{F0001}',
    '{{token}}',
    // What can be made of all that somebody who writes it knows: a token of their own.
    'token-of-whoever-writes-it',
    sha256Hex(JSON.stringify(['token', 'token-of-whoever-writes-it'])).slice(0, 32),
  ])('puts nothing of a reader into what was written: %j', (written) => {
    const found = elsewhereIn(`See https://evil.example/?ref=${written}`);
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const address of found) expect(address).not.toMatch(/\{\{\w+\}\}/);
  });
});
