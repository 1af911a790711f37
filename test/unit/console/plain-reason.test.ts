import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorForPage, plainReason } from '../../../local/console/plain-reason.ts';
import { NotFound } from '../../../shared/platform/errors.ts';

const Record = z.object({ joinedAt: z.iso.datetime(), name: z.string() });
const errorOf = (value: unknown): Error => Record.safeParse(value).error ?? new Error('it was right');

describe('what a page says of a failure', () => {
  it.each([
    [
      'a list of issues',
      errorOf({ joinedAt: '2012-13-01', name: 'x' }).message,
      'joinedAt: Invalid ISO datetime',
    ],
    ['several issues', errorOf({ joinedAt: 'x' }).message, 'joinedAt: Invalid ISO datetime (and 1 more)'],
    ['an issue of the whole', errorOf(1).message, '(root): Invalid input: expected object, received number'],
    ['a sentence', 'Port 1 is in use.', 'Port 1 is in use.'],
    ['what only begins like a list', '[colloquy] stopped', '[colloquy] stopped'],
    ['a list of something else', '[1, 2]', '[1, 2]'],
  ])('makes a sentence of it: %s', (_, message, reason) => {
    expect(plainReason(message)).toBe(reason);
  });

  it('keeps an error that is for people, and never shows a list of issues', () => {
    const gone = new NotFound('There is no such mail.');
    expect(errorForPage(gone)).toBe(gone);
    expect(errorForPage(errorOf({ joinedAt: 'x' }))).toMatchObject({
      kind: 'Defect',
      message: expect.stringMatching(
        /^Something that is kept .*\(joinedAt: Invalid ISO datetime \(and 1 more\)\)/,
      ) as string,
    });
  });
});
