import { describe, expect, it } from 'vitest';
import { composeSimple } from '../../../local/mail/mime.ts';
import { checkSendEmail } from '../../../local/mail/request.ts';
import { type ListHeaders, listHeaders, senderOf } from '../../../shared/mail/list-headers.ts';

const of: Omit<ListHeaders, 'organizationName'> = {
  list: 'digests',
  organization: 'larkfield',
  publicUrl: 'https://colloquy.example.org',
  unsubscribeToken: 'abcdefghijklmnopqrstuv',
  replyDomain: 'reply.example.org',
};

/** The header block of a mail of an organization as it leaves, line by line. */
const linesOf = async (organizationName: string): Promise<string[]> => {
  const request = checkSendEmail({
    FromEmailAddress: senderOf(organizationName, 'mail@example.org'),
    Destination: { ToAddresses: ['ruth@example.org'] },
    Content: {
      Simple: {
        Subject: { Data: 'Your digest' },
        Body: { Text: { Data: 'Nothing.' } },
        Headers: listHeaders({ ...of, organizationName }).map(({ name, value }) => ({
          Name: name,
          Value: value,
        })),
      },
    },
  });
  const simple = request.Content.Simple;
  if (simple === undefined) throw new Error('the request is not simple');
  const { raw } = await composeSimple(request, simple, { messageId: 'one', date: new Date(0) });
  const text = raw.toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n');
};

describe('the headers of a message in the outbox', () => {
  it.each([
    'Larkfield Association for Practice Learning',
    'Say "what" and \\why',
    'Asociación de Enseñanza y Aprendizaje de las Matemáticas',
    'رابطة لاركفيلد للتعلّم من الممارسة في المدارس والمستشفيات',
  ])('are as they were given, folded at their own spaces (%s)', async (organizationName) => {
    const lines = await linesOf(organizationName);
    const fields = lines
      .join('\r\n')
      .replace(/\r\n(?=[ \t])/g, '')
      .split('\r\n');
    const given = listHeaders({ ...of, organizationName });
    expect(fields).toEqual(expect.arrayContaining(given.map(({ name, value }) => `${name}: ${value}`)));
    expect(fields).toContain(`From: ${senderOf(organizationName, 'mail@example.org')}`);
    // RFC 2919 §3: the identifier in angle brackets is the last thing of the field, and nothing encodes it.
    expect(fields.find((field) => field.startsWith('List-Id:'))).toMatch(
      / <larkfield\.digests\.colloquy\.example\.org>$/,
    );
    for (const line of lines) {
      expect(line).toMatch(/^[ -~]+$/);
      // RFC 5322 §2.1.1; RFC 2047 §2 of a line that holds an encoded word.
      expect(line.length).toBeLessThanOrEqual(/=\?/.test(line) ? 76 : 998);
    }
  });
});
